import { Search } from 'lucide'
import { getTranslations } from 'next-intl/server'
import { Button } from '../../../../src/components/ui/button.tsx'
import { Icon } from '../../../../src/components/ui/icon.tsx'
import { Input } from '../../../../src/components/ui/input.tsx'
import { metadataWithOutage, withOutage } from '../../../../src/features/outage/with-outage.tsx'
import { RoomList } from '../../../../src/features/rooms/room-list.tsx'
import { listRooms, mostRooms } from '../../../../src/features/rooms/room-queries.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'
import { pageMetadata } from '../../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<{
    readonly q?: string | readonly string[]
    readonly show?: string | readonly string[]
  }>
}

/** Longest search that the backend takes. */
const longestQuery = 100
/** Rooms with words that are shown at first, and that each `Show more` adds. */
const step = 50
/** Silent rooms that are shown: every listing has one, and who looks for one searches. */
const mostSilent = 60

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('rooms')]
  return pageMetadata({ lang, path: '/rooms', title: t('title'), description: t('metaDescription') })
})

export default withOutage(async function RoomsPage({ params, searchParams }: Props) {
  const [{ lang }, { q, show }] = await Promise.all([params, searchParams])
  const query = (typeof q === 'string' ? q : '').trim().slice(0, longestQuery)
  const wanted = Math.min(Math.max(step, Math.trunc(Number(show)) || 0), mostRooms)
  const [t, spoken, silent] = await Promise.all([
    getTranslations('rooms'),
    listRooms(lang, { q: query, words: 'some', limit: wanted }),
    listRooms(lang, { q: query, words: 'none', limit: mostSilent }),
  ])
  const further = new URLSearchParams({ ...(query && { q: query }), show: String(wanted + step) })
  return (
    <div className="wrap grid grid-cols-[minmax(0,1fr)] gap-8 py-8 md:py-12">
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] md:items-end">
        <div className="grid max-w-[60ch] gap-3">
          <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
          <p className="text-lg text-ink-soft">{t('lead')}</p>
        </div>
        <search>
          <form action={localPath(lang, '/rooms')} className="flex gap-2">
            <Input
              type="search"
              name="q"
              defaultValue={query}
              key={query}
              maxLength={longestQuery}
              aria-label={t('search')}
              placeholder={t('searchPlaceholder')}
              data-testid="rooms-search"
              className="min-w-0"
            />
            <Button type="submit" aria-label={t('searchButton')}>
              <Icon of={Search} className="size-5" />
            </Button>
          </form>
        </search>
      </div>
      <RoomList
        spoken={spoken.items}
        silent={silent}
        more={spoken.more && wanted < mostRooms ? `${localPath(lang, '/rooms')}?${further}` : undefined}
        query={query}
      />
    </div>
  )
})
