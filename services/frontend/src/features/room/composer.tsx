'use client'

import { SendHorizontal } from 'lucide'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { classNames } from '../../components/class-names.ts'
import { buttonClass } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { languageNames, languages } from '../../i18n/languages.ts'
import { isDraftOf, keepDraft, readDraft } from './drafts.ts'
import { bodyLimit, newPending, readBody } from './outbox.ts'
import { sentLanguage, type WritingLanguage } from './preferences.ts'
import type { RoomClient } from './room-client.ts'
import { useRoomTexts } from './texts.tsx'

/** Characters left at which the count is shown. */
const countFrom = 500

/** Where one writes. Enter sends, Shift and Enter begins a line, arrow up in an empty field edits one's last message. */
export function Composer(props: {
  readonly client: RoomClient
  readonly name: string
  readonly room: string
  readonly onEditLast: () => void
  readonly onSaid: () => void
  /** The reader has just asked to write. */
  readonly focused: boolean
}) {
  const { client, name, room, onEditLast, onSaid, focused } = props
  const t = useRoomTexts()
  // Only ever shown in a browser: a reader's name is not known before.
  const [text, setText] = useState(() => readDraft(room))
  const [writing, setWriting] = useState<WritingLanguage>('auto')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focused) field.current?.focus()
  }, [focused])
  useEffect(() => {
    // Typed in another tab; what is being typed here is not taken away.
    const fromOtherTab = ({ key }: StorageEvent) => {
      if (isDraftOf(room, key) && document.activeElement !== field.current) setText(readDraft(room))
    }
    window.addEventListener('storage', fromOtherTab)
    return () => window.removeEventListener('storage', fromOtherTab)
  }, [room])
  const left = bodyLimit - text.length
  const body = readBody(text)

  function type(next: string): void {
    setText(next)
    keepDraft(room, next)
  }

  function send(): void {
    if (!body) return
    client.say(newPending(body, sentLanguage(writing)))
    type('')
    onSaid()
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
    if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault()
      onEditLast()
    }
  }

  return (
    <form
      data-testid="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="grid gap-2"
    >
      <div className="flex items-end gap-2 rounded-lg border-2 border-ink bg-card p-1.5 focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-cobalt">
        <textarea
          ref={field}
          value={text}
          rows={1}
          dir="auto"
          lang={sentLanguage(writing)}
          enterKeyHint="send"
          aria-label={t('composerLabel')}
          aria-invalid={left < 0 || undefined}
          placeholder={t('composerPlaceholder', { name })}
          data-testid="composer-input"
          onChange={(event) => {
            type(event.target.value)
            client.typing()
          }}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-44 min-h-10 grow resize-none bg-transparent px-2.5 py-2 outline-none"
        />
        <button
          type="submit"
          aria-label={t('send')}
          disabled={!body}
          data-testid="composer-send"
          className={buttonClass({ variant: 'sun', size: 'icon' }, 'size-10!')}
        >
          <Icon of={SendHorizontal} className="size-5 rtl:rotate-180" />
        </button>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-ink-soft">
        <label className="flex items-center gap-2">
          {t('writingIn')}
          <select
            value={writing}
            data-testid="writing-language"
            onChange={(event) => setWriting(event.target.value as WritingLanguage)}
            className="rounded-sm border border-line bg-card px-1.5 py-1 text-ink"
          >
            <option value="auto">{t('writingAuto')}</option>
            {languages.map((language) => (
              <option key={language} value={language} lang={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        </label>
        {left <= countFrom ? (
          <span role="status" className={classNames('tabular-nums', left < 0 && 'font-semibold text-coral')}>
            {left < 0 ? t('tooLong', { count: -left }) : t('charactersLeft', { count: left })}
          </span>
        ) : (
          <span className="hidden md:inline">{t('composerHint')}</span>
        )}
      </div>
    </form>
  )
}
