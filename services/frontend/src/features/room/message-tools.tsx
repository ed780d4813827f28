import { Pencil, Trash, VolumeX } from 'lucide'
import { useState } from 'react'
import { buttonClass } from '../../components/ui/button.tsx'
import ConfirmDialog from '../../components/ui/confirm-dialog.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { useLoaded } from '../../components/use-loaded.ts'
import type { RoomClient } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'
import type { Entry } from './timeline.ts'

const loadMuteDialog = () => import('./mute-dialog.tsx')
const look = buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'size-8!')

/** What can be done with a message: by whoever wrote it, and by whoever keeps order. Stands beside the message. */
export function MessageTools(props: {
  readonly entry: Entry
  readonly mine: boolean
  readonly client: RoomClient
  readonly onEdit: (seq: number) => void
}) {
  const { entry, mine, client, onEdit } = props
  const t = useRoomTexts()
  const [removing, setRemoving] = useState(false)
  const [muting, setMuting] = useState(false)
  const MuteDialog = useLoaded(loadMuteDialog, muting)
  return (
    <>
      {!entry.deleted && (
        <div className="flex shrink-0 opacity-60 group-focus-within:opacity-100 group-hover:opacity-100">
          {mine && (
            <button
              type="button"
              aria-label={t('edit')}
              data-testid="message-edit"
              onClick={() => onEdit(entry.seq)}
              className={look}
            >
              <Icon of={Pencil} className="size-4" />
            </button>
          )}
          <button
            type="button"
            aria-label={t('delete')}
            data-testid="message-delete"
            onClick={() => setRemoving(true)}
            className={look}
          >
            <Icon of={Trash} className="size-4" />
          </button>
          {!mine && entry.author.id !== '' && (
            <button
              type="button"
              aria-label={t('mute', { name: entry.author.name })}
              data-testid="message-mute"
              onClick={() => setMuting(true)}
              className={look}
            >
              <Icon of={VolumeX} className="size-4" />
            </button>
          )}
        </div>
      )}
      {muting && MuteDialog && (
        <MuteDialog room={client.room} person={entry.author} onClose={() => setMuting(false)} />
      )}
      {removing && (
        <ConfirmDialog
          title={t('deleteTitle')}
          text={mine ? t('deleteText') : t('deleteOtherText')}
          yes={t('delete')}
          no={t('cancel')}
          onYes={() => client.remove(entry.seq, crypto.randomUUID())}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  )
}
