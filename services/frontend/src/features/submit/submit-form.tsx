'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import type { Submission } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { localPath } from '../../i18n/paths.ts'
import { readAddress } from './address.ts'
import { type FailureReason, reasonOf } from './reasons.ts'

/** An address that was not taken. */
export interface Refused {
  readonly reason: FailureReason
  readonly url: string
}

/** One address to paste; what is wrong with it is said under it. */
export function SubmitForm(props: {
  readonly onSubmitted: (submission: Submission) => void
  /** What was typed, and what was wrong with it, where the form was sent without a script. */
  readonly refused: Refused | undefined
}) {
  const { onSubmitted, refused } = props
  const t = useTranslations('submit')
  const lang = useLocale()
  const api = useApi()
  const id = useId()
  const [reason, setReason] = useState(refused?.reason)
  const [sending, setSending] = useState(false)

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const url = readAddress(String(new FormData(event.currentTarget).get('url') ?? ''))
    if (!url) return setReason('invalid-url')
    setSending(true)
    setReason(undefined)
    try {
      onSubmitted(await bodyOf(api.POST('/api/v1/submissions', { body: { url, lang } })))
    } catch (error) {
      setReason(reasonOf(unreachable(error)))
    } finally {
      setSending(false)
    }
  }

  const describedBy = reason ? `${id}-error` : `${id}-hint`
  return (
    <form
      method="post"
      action={localPath(lang, '/submit/form')}
      onSubmit={send}
      noValidate
      className="grid gap-4"
      data-testid="submit-form"
    >
      <Field
        id={id}
        label={t('address')}
        hint={t('addressHint')}
        error={
          reason && (
            <span data-testid="submit-error" data-reason={reason}>
              <b>{t(`reasons.${reason}.title`)}</b> {t(`reasons.${reason}.help`)}
            </span>
          )
        }
      >
        <div className="flex flex-col gap-2 sm:flex-row">
          <Input
            id={id}
            name="url"
            defaultValue={refused?.url}
            type="url"
            inputMode="url"
            autoComplete="url"
            maxLength={2048}
            required
            placeholder="https://"
            aria-invalid={reason ? true : undefined}
            aria-describedby={describedBy}
            data-testid="submit-url"
            className="min-h-13! border-ink! text-lg"
          />
          <Button type="submit" size="lg" disabled={sending} data-testid="submit-button">
            {sending ? t('sending') : t('send')}
          </Button>
        </div>
      </Field>
    </form>
  )
}
