import { getTranslations } from 'next-intl/server'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { listRooms } from '../../../../src/features/rooms/queries.ts'
import { RoomList } from '../../../../src/features/rooms/room-list.tsx'
import type { Language } from '../../../../src/i18n/languages.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('rooms')]
  return pageMetadata({ lang, path: '/rooms', title: t('title'), description: t('metaDescription') })
})

export default withOutage(async function RoomsPage({ params }: Props) {
  const { lang } = await params
  const [t, rooms] = await Promise.all([getTranslations('rooms'), listRooms(lang)])
  return (
    <div className="wrap grid gap-8 py-8 md:py-12">
      <div className="grid max-w-[60ch] gap-3">
        <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
        <p className="text-lg text-ink-soft">{t('lead')}</p>
      </div>
      <RoomList rooms={rooms} />
    </div>
  )
})
