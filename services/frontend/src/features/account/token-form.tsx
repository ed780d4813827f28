'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Field, Select } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { addToken } from './access-actions.ts'

/** Makes a token for a program: a plain form; the token is shown once. */
export function TokenForm() {
  const [made, action, sending] = useActionState(addToken, undefined)
  const t = useTranslations('account')
  return (
    <form
      action={action}
      className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr_auto] sm:items-end"
      data-testid="token-form"
    >
      {made?.token && (
        <Notice tone="good" role="status" className="sm:col-span-4">
          <p>{t('tokens.once')}</p>
          <code className="select-all" data-testid="token-made">
            {made.token}
          </code>
        </Notice>
      )}
      {made && !made.token && (
        <p role="alert" className="sm:col-span-4">
          {t('outcomes.failed')}
        </p>
      )}
      <Field id="token-name" label={t('tokens.name')}>
        <Input id="token-name" name="name" required maxLength={60} />
      </Field>
      <Field id="token-scope" label={t('tokens.scope')}>
        <Select id="token-scope" name="scope">
          <option value="read">{t('tokens.read')}</option>
          <option value="write">{t('tokens.write')}</option>
        </Select>
      </Field>
      <Field id="token-days" label={t('tokens.days')}>
        <Select id="token-days" name="days" defaultValue="90">
          {[30, 90, 365].map((days) => (
            <option key={days} value={days}>
              {t('tokens.forDays', { count: days })}
            </option>
          ))}
          <option value="0">{t('tokens.always')}</option>
        </Select>
      </Field>
      <Button type="submit" disabled={sending} className="justify-self-start">
        {t('tokens.make')}
      </Button>
    </form>
  )
}
