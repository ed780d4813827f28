import { memo } from 'react'
import { classNames } from '../../components/class-names.ts'
import type { Language } from '../../i18n/languages.ts'
import { MessageBody } from './message-body.tsx'
import { timeText } from './moments.ts'
import type { RoomClient } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'
import type { Entry } from './timeline.ts'
import type { Writer } from './writer.ts'

interface Props {
  readonly entry: Entry
  readonly reader: Language
  readonly mine: boolean
  /** The reader keeps order here: may delete what others wrote, and mute them. */
  readonly moderates: boolean
  readonly continued: boolean
  readonly showOriginals: boolean
  /** IANA name of the reader's. */
  readonly timeZone: string
  readonly editing: boolean
  readonly client: RoomClient
  /** What messages are written and changed with; undefined for who only reads. */
  readonly writer: Writer | undefined
  readonly onEdit: (seq: number | undefined) => void
}

/** One message: who, when, what, and for one's own what can be done with it. */
export const MessageItem = memo(function MessageItem(props: Props) {
  const {
    entry,
    reader,
    mine,
    moderates,
    continued,
    showOriginals,
    timeZone,
    editing,
    client,
    writer,
    onEdit,
  } = props
  const t = useRoomTexts()
  return (
    <li
      data-testid="message"
      data-seq={entry.seq}
      data-mine={mine || undefined}
      className={classNames(
        'group flex flex-col',
        mine ? 'items-end' : 'items-start',
        continued ? 'mt-1' : 'mt-4',
      )}
    >
      {!continued && <MessageByline entry={entry} mine={mine} timeZone={timeZone} />}
      {editing && writer ? (
        <writer.EditForm entry={entry} client={client} onClose={() => onEdit(undefined)} />
      ) : (
        <div
          className={classNames('flex max-w-[min(46rem,92%)] items-center gap-1', mine && 'flex-row-reverse')}
        >
          <div
            className={classNames(
              'min-w-0 rounded-lg border-2 px-3.5 py-2',
              mine ? 'border-sun bg-sun-soft' : 'border-line bg-card',
              entry.deleted && 'border-dashed bg-transparent',
            )}
          >
            <MessageBody entry={entry} reader={reader} showOriginals={showOriginals} />
            {entry.editedAt && !entry.deleted && <p className="text-xs text-ink-soft">{t('edited')}</p>}
          </div>
          {(mine || moderates) && writer && (
            <writer.MessageTools entry={entry} mine={mine} client={client} onEdit={onEdit} />
          )}
        </div>
      )}
    </li>
  )
})

function MessageByline(props: { readonly entry: Entry; readonly mine: boolean; readonly timeZone: string }) {
  const { entry, mine, timeZone } = props
  const t = useRoomTexts()
  return (
    <p className="mb-1 flex items-baseline gap-2 px-1 text-sm">
      <span className="font-semibold" data-testid="message-author">
        {mine ? t('you') : entry.author.name}
      </span>
      <time
        dateTime={entry.createdAt}
        className="text-xs text-ink-soft tabular-nums"
        data-testid="message-time"
      >
        {timeText(t.lang, entry.createdAt, timeZone)}
      </time>
    </p>
  )
}
