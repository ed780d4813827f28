'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { ApiProblem, problemOf } from '../../api/problem.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { isKnown, isRefusal, makePasskey } from '../auth/passkey-device.ts'
import { usePasskeySupport } from '../auth/use-passkey-support.ts'

type Standing = 'idle' | 'asking' | 'added' | 'cancelled' | 'known' | 'needed' | 'failed'

function faultOf(error: unknown): Standing {
  if (isRefusal(error)) return 'cancelled'
  if (isKnown(error)) return 'known'
  const reason = error instanceof ApiProblem ? error.reason : undefined
  return reason === 'second-factor-needed' ? 'needed' : 'failed'
}

/** Has the device make a passkey, and gives it a name. Only a script can ask a device: without one there is nothing to press. */
export function AddPasskey() {
  const t = useTranslations('account.passkeys')
  const api = useApi()
  const router = useRouter()
  const supported = usePasskeySupport()
  const [standing, setStanding] = useState<Standing>('idle')
  if (supported === undefined) return null
  if (!supported) return <p className="text-ink-soft">{t('unsupported')}</p>

  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name'))
    setStanding('asking')
    try {
      const made = await makePasskey(await bodyOf(api.POST('/api/v1/me/passkeys/options')))
      const { response, error } = await api.POST('/api/v1/me/passkeys', { body: { name, response: made } })
      if (!response.ok) throw problemOf(response.status, error)
      form.reset()
      setStanding('added')
      router.refresh()
    } catch (error) {
      setStanding(faultOf(error))
    }
  }

  return (
    <form
      onSubmit={add}
      className="grid gap-3 sm:grid-cols-[1fr_auto] sm:items-end"
      data-testid="passkey-form"
    >
      {standing === 'added' && (
        <Notice tone="good" role="status" className="sm:col-span-2" data-testid="passkey-added">
          {t('added')}
        </Notice>
      )}
      {standing !== 'idle' && standing !== 'asking' && standing !== 'added' && (
        <p
          role="alert"
          className="font-medium text-coral sm:col-span-2"
          data-testid="passkey-fault"
          data-fault={standing}
        >
          {t(`faults.${standing}`)}
        </p>
      )}
      <Field id="passkey-name" label={t('name')}>
        <Input id="passkey-name" name="name" required maxLength={60} autoComplete="off" />
      </Field>
      <Button
        type="submit"
        disabled={standing === 'asking'}
        className="justify-self-start"
        data-testid="passkey-add"
      >
        {t(standing === 'asking' ? 'adding' : 'add')}
      </Button>
    </form>
  )
}
