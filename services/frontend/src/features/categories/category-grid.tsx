import { useLocale, useTranslations } from 'next-intl'
import type { Category } from '../../api/rest-types.ts'
import { PendingBar } from '../../components/ui/pending-bar.tsx'
import { localPath } from '../../i18n/paths.ts'
import { CategoryArt } from './category-art.tsx'

/** Tiles that are shown: with more of them nobody finds what comes after. */
const mostTiles = 24

/** Categories in the editors' order: the first as picture tiles, the others by name, behind a line that opens. */
export function CategoryGrid({ categories }: { readonly categories: readonly Category[] }) {
  const t = useTranslations('home')
  const lang = useLocale()
  const others = categories.slice(mostTiles)
  return (
    <>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4">
        {categories.slice(0, mostTiles).map((category) => (
          <li key={category.slug}>
            <a
              href={localPath(lang, `/categories/${category.slug}`)}
              data-testid="category-tile"
              className="group relative block h-full overflow-hidden rounded-lg border-2 border-ink bg-card transition-transform hover:-translate-y-1"
            >
              <PendingBar />
              <CategoryArt category={category.slug} className="aspect-[16/9] w-full border-b-2 border-ink" />
              <span className="block px-3.5 py-3">
                <span className="block font-display text-base leading-tight font-bold hyphens-auto sm:text-lg">
                  {category.name}
                </span>
                <span className="text-sm text-ink-soft">{t('toolCount', { count: category.tools })}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details className="mt-6">
          <summary className="w-fit cursor-pointer rounded-md py-2 text-lg font-semibold marker:text-ink-soft">
            {t('moreCategories', { count: others.length })}
          </summary>
          <ul className="mt-2 gap-x-6 sm:columns-2 lg:columns-4">
            {others.map(({ slug, name, tools }) => (
              <li key={slug} className="break-inside-avoid py-1.5">
                <a href={localPath(lang, `/categories/${slug}`)} className="ink-link">
                  {name}
                </a>{' '}
                <span className="text-sm text-ink-soft">{t('toolCount', { count: tools })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
