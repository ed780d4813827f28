import { Pencil, Trash2, VolumeX } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { classNames } from '../../components/class-names.ts'
import { buttonClass } from '../../components/ui/button.tsx'
import { useLoaded } from '../../components/use-loaded.ts'
import type { Language } from '../../i18n/languages.ts'
import { MessageBody } from './message-body.tsx'
import type { RoomClient } from './room-client.ts'
import type { Entry } from './timeline.ts'

const loadMuteDialog = () => import('./mute-dialog.tsx')
// Those who may need these have them before the network goes; readers never.
const loadEditForm = () => import('./edit-form.tsx')
const loadConfirmDialog = () => import('../../components/ui/confirm-dialog.tsx')

interface Props {
  readonly entry: Entry
  readonly reader: Language
  readonly mine: boolean
  /** The reader keeps order here: may delete what others wrote, and mute them. */
  readonly moderates: boolean
  readonly continued: boolean
  readonly showOriginals: boolean
  readonly editing: boolean
  readonly client: RoomClient
  readonly onEdit: (seq: number | undefined) => void
}

/** One message: who, when, what, and for one's own what can be done with it. */
export const MessageItem = memo(function MessageItem(props: Props) {
  const { entry, reader, mine, moderates, continued, showOriginals, editing, client, onEdit } = props
  const t = useTranslations('room')
  const [removing, setRemoving] = useState(false)
  const [muting, setMuting] = useState(false)
  const MuteDialog = useLoaded(loadMuteDialog, muting)
  const EditForm = useLoaded(loadEditForm, mine)
  const ConfirmDialog = useLoaded(loadConfirmDialog, mine || moderates)
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
      {!continued && <MessageByline entry={entry} mine={mine} />}
      {editing && EditForm ? (
        <EditForm entry={entry} client={client} onClose={() => onEdit(undefined)} />
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
          {(mine || moderates) && !entry.deleted && (
            <div className="flex shrink-0 opacity-60 group-focus-within:opacity-100 group-hover:opacity-100">
              {mine && (
                <button
                  type="button"
                  aria-label={t('edit')}
                  data-testid="message-edit"
                  onClick={() => onEdit(entry.seq)}
                  className={buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'size-8!')}
                >
                  <Pencil className="size-4" aria-hidden />
                </button>
              )}
              <button
                type="button"
                aria-label={t('delete')}
                data-testid="message-delete"
                onClick={() => setRemoving(true)}
                className={buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'size-8!')}
              >
                <Trash2 className="size-4" aria-hidden />
              </button>
              {!mine && entry.author.id !== '' && (
                <button
                  type="button"
                  aria-label={t('mute', { name: entry.author.name })}
                  data-testid="message-mute"
                  onClick={() => setMuting(true)}
                  className={buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'size-8!')}
                >
                  <VolumeX className="size-4" aria-hidden />
                </button>
              )}
            </div>
          )}
        </div>
      )}
      {muting && MuteDialog && (
        <MuteDialog room={client.room} person={entry.author} onClose={() => setMuting(false)} />
      )}
      {removing && ConfirmDialog && (
        <ConfirmDialog
          title={t('deleteTitle')}
          text={mine ? t('deleteText') : t('deleteOtherText')}
          yes={t('delete')}
          no={t('cancel')}
          onYes={() => client.remove(entry.seq, crypto.randomUUID())}
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  )
})

function MessageByline({ entry, mine }: { readonly entry: Entry; readonly mine: boolean }) {
  const t = useTranslations('room')
  const format = useFormatter()
  return (
    <p className="mb-1 flex items-baseline gap-2 px-1 text-sm">
      <span className="font-semibold" data-testid="message-author">
        {mine ? t('you') : entry.author.name}
      </span>
      {/* The reader's own time zone is known in the browser alone. */}
      <time
        dateTime={entry.createdAt}
        suppressHydrationWarning
        className="text-xs text-ink-soft tabular-nums"
      >
        {format.dateTime(new Date(entry.createdAt), { timeStyle: 'short', timeZone: browserZone() })}
      </time>
    </p>
  )
}

function browserZone(): string {
  return typeof window === 'undefined' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone
}
