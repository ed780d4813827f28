'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { problemOf } from '../../api/problem.ts'
import { useSiteConfig } from '../../components/site-config.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field, Select } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { languageNames, languages } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

/** Milliseconds that sending a file may take. */
const deadlineMs = 120_000

/** Sends a file of listings, from the browser to the backend as it is, and leads to what was found in it. */
export function ImportForm() {
  const t = useTranslations('admin')
  const lang = useLocale() as (typeof languages)[number]
  const router = useRouter()
  const { apiUrl } = useSiteConfig()
  // A file that is sent before the script is there would be lost.
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const [sending, setSending] = useState(false)
  const [fault, setFault] = useState<'tooLarge' | 'refused' | 'invalid' | 'away'>()
  const id = useId()

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const file = form.get('file')
    if (!(file instanceof File)) return
    setSending(true)
    setFault(undefined)
    try {
      const query = new URLSearchParams({ name: file.name.slice(-200), lang: String(form.get('lang')) })
      const response = await fetch(`${apiUrl}/api/v1/admin/imports?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
        credentials: 'include',
        signal: AbortSignal.timeout(deadlineMs),
      })
      const body: unknown = await response.json()
      if (!response.ok) throw problemOf(response.status, body)
      router.push(`${localPath(lang, '/admin/import')}?id=${(body as { id: string }).id}`)
    } catch (error) {
      const status = (error as { status?: number }).status
      if (status === 413) setFault('tooLarge')
      else if (status === 401 || status === 403) setFault('refused')
      else setFault(status === 400 || status === 422 ? 'invalid' : 'away')
      setSending(false)
    }
  }

  return (
    <form onSubmit={send} className="grid max-w-2xl gap-4" data-testid="import-form">
      <p>{t('import.lead')}</p>
      <Field id={`${id}-file`} label={t('import.file')}>
        <Input
          id={`${id}-file`}
          name="file"
          type="file"
          required
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.sql,.dump"
          className="py-2"
        />
      </Field>
      <Field id={`${id}-lang`} label={t('import.language')}>
        <Select id={`${id}-lang`} name="lang" defaultValue={lang}>
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageNames[language]}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabled={!ready || sending} className="justify-self-start">
        {t(sending ? 'import.sending' : 'import.send')}
      </Button>
      {fault && (
        <Notice tone="bad" role="alert" data-testid="import-fault" data-fault={fault}>
          {fault === 'tooLarge' ? t('import.tooLarge') : t(`faults.${fault}`)}
        </Notice>
      )}
    </form>
  )
}
