import { getTranslations } from 'next-intl/server'
import { CategoryGrid } from '../../src/features/categories/category-grid.tsx'
import { Hero } from '../../src/features/home/hero.tsx'
import { RoomTeaser } from '../../src/features/home/room-teaser.tsx'
import { Steps } from '../../src/features/home/steps.tsx'
import { metadataWithOutage, withOutage } from '../../src/features/outage/with-outage.tsx'
import { firstRoom } from '../../src/features/rooms/room-queries.ts'
import { ToolGrid } from '../../src/features/tools/tool-card.tsx'
import { listCategories, listTools } from '../../src/features/tools/tool-queries.ts'
import type { Language } from '../../src/i18n/languages.ts'
import { localPath } from '../../src/i18n/paths.ts'
import { env } from '../../src/server/env.ts'
import { pageMetadata } from '../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
}

const newestOnHome = 6

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const { lang } = await params
  const t = await getTranslations('home')
  return {
    ...pageMetadata({ lang, path: '/', description: t('metaDescription') }),
    title: { absolute: t('metaTitle') },
  }
})

export default withOutage(async function HomePage({ params }: Props) {
  const { lang } = await params
  const [t, newest, categories, room] = await Promise.all([
    getTranslations('home'),
    listTools(lang, { sort: 'newest' }, newestOnHome),
    listCategories(lang),
    firstRoom(lang),
  ])
  return (
    <>
      <Hero total={newest.total} />
      <section aria-labelledby="categories" className="wrap py-14 md:py-20">
        <h2 id="categories" className="mb-7 text-3xl md:text-4xl">
          {t('categoriesTitle')}
        </h2>
        <CategoryGrid categories={categories} />
      </section>
      {newest.items.length > 0 && (
        <section aria-labelledby="newest" className="wrap pb-14 md:pb-20">
          <div className="mb-7 flex flex-wrap items-baseline justify-between gap-4">
            <h2 id="newest" className="text-3xl md:text-4xl">
              {t('newestTitle')}
            </h2>
            <a href={localPath(lang, '/tools?sort=newest')} className="ink-link font-semibold">
              {t('newestAll')}
            </a>
          </div>
          <ToolGrid tools={newest.items} apiUrl={env().publicApiUrl} />
        </section>
      )}
      <RoomTeaser room={room} />
      <Steps />
    </>
  )
})
