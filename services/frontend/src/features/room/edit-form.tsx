import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { bodyLimit, readBody } from './outbox.ts'
import type { RoomClient } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'
import type { Entry } from './timeline.ts'

/** Rewrites one's own message in its place. Enter saves, Escape leaves it as it was. */
export function EditForm(props: {
  readonly entry: Entry
  readonly client: RoomClient
  readonly onClose: () => void
}) {
  const { entry, client, onClose } = props
  const t = useRoomTexts()
  const [text, setText] = useState(entry.body)
  const [offline, setOffline] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(-1, -1)
  }, [])

  function save(): void {
    const body = readBody(text)
    const unchanged = !body || body === entry.body
    if (unchanged || client.edit(entry.seq, body, crypto.randomUUID())) onClose()
    else setOffline(true)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      save()
    }
  }

  return (
    <form
      data-testid="edit-form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      className="grid w-full max-w-[46rem] gap-2 rounded-lg border-2 border-ink bg-card p-3"
    >
      <textarea
        ref={field}
        aria-label={t('editLabel')}
        value={text}
        maxLength={bodyLimit}
        rows={Math.min(8, text.split('\n').length + 1)}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="w-full resize-none bg-transparent outline-none"
      />
      {offline && (
        <p role="alert" className="text-sm text-coral">
          {t('faults.offline')}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" size="sm" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" size="sm">
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
