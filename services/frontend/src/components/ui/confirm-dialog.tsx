'use client'

import { useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

/** Asks before something that cannot be undone. The platform's own modal: focus stays in it, Escape means no. */
export default function ConfirmDialog(props: {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  readonly onYes: () => void
  readonly onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={props.onClose}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-lg border-2 border-ink bg-card p-6 text-ink backdrop:bg-black/50"
    >
      <h2 id={`${id}-title`} className="text-xl">
        {props.title}
      </h2>
      <p id={`${id}-text`} className="mt-2 text-ink-soft">
        {props.text}
      </p>
      <form method="dialog" className="mt-5 flex justify-end gap-2">
        <Button type="submit" variant="quiet">
          {props.no}
        </Button>
        <Button type="submit" variant="danger" onClick={props.onYes} data-testid="confirm-yes">
          {props.yes}
        </Button>
      </form>
    </dialog>
  )
}
