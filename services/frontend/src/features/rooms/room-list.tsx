import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { Room } from '../../api/types.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { PendingBar } from '../../components/ui/pending-bar.tsx'
import { localPath } from '../../i18n/paths.ts'

/** Every room: what it is about, and whether anybody has spoken lately. */
export function RoomList({ rooms }: { readonly rooms: readonly Room[] }) {
  const t = useTranslations('rooms')
  const lang = useLocale()
  const format = useFormatter()
  const now = new Date()
  if (rooms.length === 0) return <p className="text-lg text-ink-soft">{t('none')}</p>
  return (
    <ul className="border-t-2 border-ink">
      {rooms.map((room) => (
        <li
          key={room.slug}
          data-testid="room-row"
          data-slug={room.slug}
          className="relative grid gap-x-6 gap-y-1 border-b border-line py-5 hover:bg-ink/4 md:grid-cols-[1fr_auto] md:px-4"
        >
          <div className="grid gap-1">
            <h2 className="flex flex-wrap items-center gap-x-3 text-xl">
              <a href={localPath(lang, `/rooms/${room.slug}`)} className="after:absolute after:inset-0">
                <bdi>{room.title}</bdi>
                <PendingBar />
              </a>
              {room.guests && (
                <Badge className="bg-teal-soft! font-sans tracking-normal text-teal">
                  {t('guestsWelcome')}
                </Badge>
              )}
            </h2>
            {room.description && (
              <p dir="auto" className="max-w-[70ch] text-ink-soft">
                {room.description}
              </p>
            )}
          </div>
          <p className="text-sm text-ink-soft md:text-end">
            {t('messages', { count: room.lastSeq })}
            {room.lastMessageAt && (
              <span className="block">
                <time dateTime={room.lastMessageAt}>
                  {t('lastSpoken', { when: format.relativeTime(new Date(room.lastMessageAt), now) })}
                </time>
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}
