import { Users } from 'lucide'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { Room, RoomList as Rooms } from '../../api/rest-types.ts'
import { Badge, LanguageTab } from '../../components/ui/badge.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { PendingBar } from '../../components/ui/pending-bar.tsx'
import { languageNames } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { readable } from '../room/message-tree.ts'
import { UnreadMark } from './unread-mark.tsx'

/**
 * Rooms as people look for them: those with life in them first, the silent ones folded away.
 *
 * @param props.more where further ones with life are shown; absent: these are all
 */
export function RoomList(props: {
  readonly spoken: readonly Room[]
  readonly silent: Rooms
  readonly more: string | undefined
  readonly query: string
}) {
  const { spoken, more, query } = props
  const silent = props.silent.items
  const t = useTranslations('rooms')
  const lang = useLocale()
  if (spoken.length + silent.length === 0) {
    return (
      <div className="grid justify-items-start gap-3 text-lg">
        <p className="text-ink-soft wrap-anywhere" data-testid="rooms-none">
          {query ? t('nothingFound', { q: query }) : t('none')}
        </p>
        {query && (
          <a href={localPath(lang, '/rooms')} className="ink-link font-semibold">
            {t('searchClear')}
          </a>
        )}
      </div>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      {spoken.length > 0 && (
        <ul className="border-t-2 border-ink">
          {spoken.map((room) => (
            <RoomRow key={room.slug} room={room} />
          ))}
        </ul>
      )}
      {more && (
        <a href={more} className="ink-link justify-self-start font-semibold" data-testid="rooms-more">
          {t('more')}
        </a>
      )}
      {silent.length > 0 && (
        <details open={query !== '' || spoken.length === 0} data-testid="rooms-silent" className="group">
          <summary className="w-fit cursor-pointer rounded-md py-2 text-lg font-semibold marker:text-ink-soft">
            {t(props.silent.more ? 'silentMany' : 'silent', { count: silent.length })}
          </summary>
          <ul className="mt-4 grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
            {silent.map(({ slug, title }) => (
              <li key={slug} data-testid="room-row" data-slug={slug} className="min-w-0">
                <a
                  href={localPath(lang, `/rooms/${slug}`)}
                  className="relative block truncate rounded-md px-3 py-2 hover:bg-ink/6"
                  title={title}
                >
                  <bdi>{title}</bdi>
                  <PendingBar />
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function RoomRow({ room }: { readonly room: Room }) {
  const t = useTranslations('rooms')
  const lang = useLocale()
  const format = useFormatter()
  const present = room.present ?? 0
  const { lastMessage } = room
  return (
    <li
      data-testid="room-row"
      data-slug={room.slug}
      className="relative grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 border-b border-line py-5 hover:bg-ink/4 md:grid-cols-[minmax(0,1fr)_auto] md:px-4"
    >
      <div className="grid min-w-0 content-start gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="min-w-0 text-xl wrap-anywhere">
            <a href={localPath(lang, `/rooms/${room.slug}`)} className="after:absolute after:inset-0">
              <bdi>{room.title}</bdi>
              <PendingBar />
            </a>
          </h2>
          <UnreadMark
            room={room.slug}
            texts={{
              one: t('unread', { count: 1 }),
              some: t('unread', { count: 2 }).replace('2', '#'),
              many: t('unread', { count: 100 }),
            }}
          />
          {present > 0 && (
            <span
              className="inline-flex items-center gap-1.5 text-sm font-semibold text-teal"
              data-testid="room-live"
            >
              <Icon of={Users} className="size-4" />
              {t('liveNow', { count: present })}
            </span>
          )}
          {room.guests && (
            <Badge className="bg-teal-soft! font-sans tracking-normal text-teal">{t('guestsWelcome')}</Badge>
          )}
        </div>
        {room.description && (
          <p dir="auto" className="line-clamp-2 max-w-[70ch] text-ink-soft wrap-anywhere">
            {room.description}
          </p>
        )}
        {lastMessage && (
          <p className="line-clamp-2 max-w-[70ch] wrap-anywhere" data-testid="room-last">
            <bdi className="font-semibold">{lastMessage.author}</bdi>
            {': '}
            <bdi lang={lastMessage.lang}>{readable(lastMessage.body).replace(/\*\*|~~|`+/g, '')}</bdi>
          </p>
        )}
      </div>
      <div className="flex flex-wrap content-start items-center gap-x-3 gap-y-1.5 text-sm text-ink-soft md:max-w-52 md:justify-end md:text-end">
        {room.lastMessageAt && (
          <time dateTime={room.lastMessageAt} className="md:w-full">
            {t('lastSpoken', { when: format.relativeTime(new Date(room.lastMessageAt), new Date()) })}
          </time>
        )}
        <span>{t('messages', { count: room.lastSeq })}</span>
        {room.languages.length > 0 && (
          <ul aria-label={t('spoken')} className="flex flex-wrap gap-1">
            {room.languages.map((language) => (
              <li key={language}>
                <LanguageTab language={language} title={languageNames[language]} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
