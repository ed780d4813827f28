'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useId, useRef, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { useCall } from '../../api/use-call.ts'
import { Button } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/field.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { useTask } from '../../components/use-task.ts'
import { languageNameIn } from '../../i18n/language-name.ts'
import { isLanguage, type Language, languages } from '../../i18n/languages.ts'
import { FaultNote } from './fault-note.tsx'

/** Sends a file of captions in one language. */
export function CaptionUpload(props: {
  readonly id: string
  /** Languages that there are captions in. */
  readonly taken: readonly string[]
  readonly onSent: (language: Language) => Promise<void>
}) {
  const { id, taken, onSent } = props
  const t = useTranslations('videos.caption')
  const page = useLocale() as Language
  const call = useCall()
  const field = useId()
  const file = useRef<HTMLInputElement>(null)
  const [language, setLanguage] = useState<Language>(
    () => [page, ...languages].find((one) => !taken.includes(one)) ?? page,
  )
  const [notes, setNotes] = useState<readonly { line: number; message: string }[]>([])
  const task = useTask(async () => {
    const chosen = file.current?.files?.[0]
    if (!chosen) return
    setNotes([])
    const sent = await call((api) =>
      api.PUT('/api/v1/videos/{id}/captions/{lang}', {
        params: { path: { id, lang: language } },
        body: chosen as never,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { 'content-type': 'application/octet-stream' },
      }),
    )
    setNotes(sent.notes)
    if (file.current) file.current.value = ''
    await onSent(language)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    task.run()
  }
  return (
    <form onSubmit={submit} className="grid gap-3 rounded-lg border-2 border-line p-4">
      <h2 className="text-lg">{t('sendFile')}</h2>
      <p id={`${field}-hint`} className="text-sm text-ink-soft">
        {t('hint')}
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid gap-1.5">
          <label htmlFor={`${field}-language`} className="text-sm font-semibold">
            {t('language')}
          </label>
          <Select
            id={`${field}-language`}
            value={language}
            onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
            data-testid="caption-upload-language"
          >
            {languages.map((one) => (
              <option key={one} value={one}>
                {languageNameIn(one, page)}
              </option>
            ))}
          </Select>
        </div>
        <input
          ref={file}
          type="file"
          required
          accept=".srt,.vtt,text/vtt,application/x-subrip"
          aria-label={t('sendFile')}
          aria-describedby={`${field}-hint`}
          className="min-h-11 max-w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border-2 file:border-solid file:border-line file:bg-card file:px-3 file:font-semibold file:text-ink"
          data-testid="caption-file"
        />
        <Button type="submit" variant="outline" disabled={task.pending} data-testid="caption-send">
          {t('send')}
        </Button>
      </div>
      {task.error instanceof ApiProblem && <FaultNote problem={task.error} />}
      {notes.length > 0 && (
        <Notice tone="warn" role="status">
          <p>{t('notes')}</p>
          <ul className="text-sm">
            {notes.map(({ line, message }) => (
              <li key={`${line} ${message}`}>{t('noteAt', { line, message })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </form>
  )
}
