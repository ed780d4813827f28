import { Fragment, type RefObject, useEffect, useRef } from 'react'
import type { Language } from '../../i18n/languages.ts'
import { MessageItem } from './message-item.tsx'
import { dayText } from './moments.ts'
import type { RoomClient, RoomState } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'
import type { Entry } from './timeline.ts'
import { continues, startsDay } from './timeline-view.ts'
import { useTimeZone } from './use-time-zone.ts'
import type { Writer } from './writer.ts'

/** Everything said in a room, oldest first, and what of one's own is still on its way. */
export function MessageList(props: {
  readonly content: RefObject<HTMLDivElement | null>
  readonly client: RoomClient
  readonly writer: Writer | undefined
  readonly state: RoomState
  readonly reader: Language
  readonly showOriginals: boolean
  readonly editing: number | undefined
  readonly moderates: boolean
  readonly onEdit: (seq: number | undefined) => void
  /** The first message that the reader had not read when they came. */
  readonly firstUnread: number | undefined
  readonly history: { readonly hasMore: boolean; readonly loading: boolean; readonly loadOlder: () => void }
}) {
  const {
    content,
    client,
    writer,
    state,
    reader,
    showOriginals,
    editing,
    moderates,
    onEdit,
    firstUnread,
    history,
  } = props
  const t = useRoomTexts()
  const timeZone = useTimeZone()
  const { entries, pending, me } = state.timeline
  return (
    <div ref={content} className="wrap flex max-w-4xl flex-col py-4">
      {history.hasMore && <OlderMessages {...history} />}
      {entries.length === 0 && pending.length === 0 && (
        <p className="py-16 text-center text-lg text-ink-soft" data-testid="room-empty">
          {t('empty')}
        </p>
      )}
      <ol aria-label={t('messages')} data-testid="messages">
        {entries.map((entry, index) => {
          const before = entries[index - 1]
          const newDay = startsDay(entry, before, timeZone)
          const unreadFrom = entry.seq === firstUnread
          return (
            <Fragment key={entry.seq}>
              {newDay && <DayLine entry={entry} timeZone={timeZone} />}
              {unreadFrom && <UnreadLine />}
              <MessageItem
                entry={entry}
                reader={reader}
                mine={me?.id === entry.author.id}
                moderates={moderates}
                continued={!newDay && !unreadFrom && continues(entry, before)}
                showOriginals={showOriginals}
                timeZone={timeZone}
                editing={editing === entry.seq}
                client={client}
                writer={writer}
                onEdit={onEdit}
              />
            </Fragment>
          )
        })}
        {writer &&
          pending.map((message) => (
            <writer.PendingItem
              key={message.clientId}
              message={message}
              client={client}
              live={state.connection.phase === 'live'}
            />
          ))}
      </ol>
    </div>
  )
}

/** Loads older messages when it comes into view; the button does the same for the keyboard. */
function OlderMessages({
  loading,
  loadOlder,
}: {
  readonly loading: boolean
  readonly loadOlder: () => void
}) {
  const t = useRoomTexts()
  const sentinel = useRef<HTMLDivElement>(null)
  const load = useRef(loadOlder)
  load.current = loadOlder
  useEffect(() => {
    const element = sentinel.current
    if (!element) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) load.current()
      },
      { rootMargin: '200px 0px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={sentinel} className="grid justify-items-center py-2">
      <button
        type="button"
        disabled={loading}
        onClick={loadOlder}
        data-testid="load-older"
        className={t.looks.older}
      >
        {loading ? t('loadingOlder') : t('loadOlder')}
      </button>
    </div>
  )
}

function DayLine({ entry, timeZone }: { readonly entry: Entry; readonly timeZone: string }) {
  const { lang } = useRoomTexts()
  return (
    <li className="mt-6 mb-2 flex items-center gap-3 text-sm text-ink-soft before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
      <time dateTime={entry.createdAt} data-testid="message-day">
        {dayText(lang, entry.createdAt, timeZone)}
      </time>
    </li>
  )
}

/** Where somebody had read up to when they came. */
function UnreadLine() {
  const t = useRoomTexts()
  return (
    <li
      data-testid="unread-line"
      className="mt-5 mb-1 flex items-center gap-3 text-sm font-semibold text-coral before:h-0.5 before:grow before:bg-coral after:h-0.5 after:grow after:bg-coral"
    >
      {t('unreadFrom')}
    </li>
  )
}

/** Leads back to the end of the list, and says what has come since. */
export function ToEndButton({ unread, onPress }: { readonly unread: number; readonly onPress: () => void }) {
  const t = useRoomTexts()
  return (
    <button
      type="button"
      onClick={onPress}
      data-testid="to-end"
      className={unread > 0 ? t.looks.toUnread : t.looks.toEnd}
    >
      {t.icons.down}
      {unread > 0 ? t('unread', { count: unread }) : t('toEnd')}
    </button>
  )
}
