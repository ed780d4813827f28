import { Users } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Room } from '../../api/rest-types.ts'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import type { RoomState } from './room-client.ts'

/** What the room is, who is here, and in which language one reads. */
export function RoomBar(props: {
  readonly room: Room
  readonly present: RoomState['present']
  readonly reader: Language
  readonly onReader: (language: Language) => void
  readonly showOriginals: boolean
  readonly onShowOriginals: (show: boolean) => void
}) {
  const { room, present, reader, onReader, showOriginals, onShowOriginals } = props
  const t = useTranslations('room')
  const lang = useLocale()
  const names = present.users.map(({ name }) => name)
  const count = present.users.length + present.guests
  return (
    <div className="border-b-2 border-line bg-paper">
      <div className="wrap flex max-w-4xl flex-wrap items-center gap-x-6 gap-y-2 py-3">
        <div className="me-auto min-w-0">
          <h1 className="line-clamp-2 text-2xl">
            <bdi>{room.title}</bdi>
          </h1>
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
            {count > 0 && (
              <span
                className="inline-flex items-center gap-1.5"
                data-testid="presence"
                data-count={count}
                title={names.join(', ')}
              >
                <Users className="size-4" aria-hidden />
                {t('present', { count })}
                {names.length > 0 && <span className="sr-only">: {names.join(', ')}</span>}
              </span>
            )}
            {room.tool && (
              <a href={localPath(lang, `/tools/${room.tool.slug}`)} className="ink-link">
                <bdi>{t('aboutTool', { name: room.tool.name })}</bdi>
              </a>
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <label className="flex items-center gap-2">
            {t('readingIn')}
            <select
              value={reader}
              data-testid="reading-language"
              onChange={(event) => onReader(event.target.value as Language)}
              className="min-h-9 rounded-md border-2 border-ink bg-card px-2 font-semibold"
            >
              {languages.map((language) => (
                <option key={language} value={language} lang={language}>
                  {languageNames[language]}
                </option>
              ))}
            </select>
          </label>
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={showOriginals}
              onChange={(event) => onShowOriginals(event.target.checked)}
              data-testid="show-originals"
              className="size-4 accent-(--ink)"
            />
            {t('showOriginals')}
          </label>
        </div>
      </div>
    </div>
  )
}
