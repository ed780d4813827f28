'use client'

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useSiteConfig } from '../../components/site-config.tsx'
import { read } from '../../components/storage.ts'
import type { Language } from '../../i18n/languages.ts'
import type { FaultText } from './fault-text.ts'
import { joinNoteId, nameKey } from './join-names.ts'
import { useRoomTexts } from './texts.tsx'
import { loadWriter } from './use-writer.ts'

/** What takes the name to the server; sent along with the first press, or when somebody begins to type. */
const loadJoin = () => import('./on-demand.ts')

/** A name is all that a guest needs to write. */
export function JoinForm(props: {
  /** `JoinFields`, as the server has rendered them. */
  readonly fields: ReactNode
  readonly reading: Language
  readonly onJoined: () => void
}) {
  const { fields, reading, onJoined } = props
  const t = useRoomTexts()
  const { apiUrl } = useSiteConfig()
  const form = useRef<HTMLFormElement>(null)
  const [pending, setPending] = useState(false)
  const [fault, setFault] = useState<FaultText>()

  useEffect(() => {
    const field = form.current?.elements.namedItem('name')
    if (field instanceof HTMLInputElement) field.value ||= read(nameKey) ?? ''
  }, [])

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (!name || pending) return
    setPending(true)
    setFault(undefined)
    loadJoin()
      .then(({ join }) => join(apiUrl, { name, lang: reading }, loadWriter))
      // Without a network there is nothing to ask with, either.
      .catch((): FaultText => 'offline')
      .then((failure) => {
        setPending(false)
        setFault(failure)
        if (!failure) onJoined()
      })
  }

  return (
    <form
      ref={form}
      data-testid="join-form"
      data-pending={pending || undefined}
      onSubmit={submit}
      onFocus={() => void loadJoin().catch(() => {})}
      className="group grid gap-2"
    >
      {fields}
      {fault ? (
        <p id={joinNoteId} role="alert" className="text-sm text-coral">
          {t(`faults.${fault}`)}
        </p>
      ) : (
        <p id={joinNoteId} className="text-sm text-ink-soft">
          {t('joinHint')}
        </p>
      )}
    </form>
  )
}
