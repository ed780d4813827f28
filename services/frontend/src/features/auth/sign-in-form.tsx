'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { unreachable } from '../../api/problem.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field, Input } from '../../components/ui/field.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { sessions } from './session.ts'
import { useSession } from './use-session.ts'

type Fault = 'wrong' | 'tooMany' | 'unreachable' | 'other'

/** What a refused sign-in says: never which half was wrong. */
export function faultOf(error: unknown): Fault {
  const { code, status } = unreachable(error)
  if (status === 401 || status === 403 || status === 400) return 'wrong'
  if (status === 429) return 'tooMany'
  return code === 'unreachable' || code === 'timeout' ? 'unreachable' : 'other'
}

/** Sign-in for those with an account, and sign-out. */
export function SignInDesk() {
  const t = useTranslations('auth')
  const api = useApi()
  const session = useSession()

  if (session && session.user.role !== 'guest') {
    return (
      <Notice
        tone="good"
        role="status"
        title={t('signedInAs', { name: session.user.name })}
        data-testid="signed-in"
      >
        <p>{t(`roles.${session.user.role}`)}</p>
        <div className="mt-3">
          <Button
            variant="outline"
            data-testid="sign-out"
            onClick={async () => {
              await api.POST('/api/v1/auth/logout').catch(() => undefined)
              sessions.set(undefined)
            }}
          >
            {t('signOut')}
          </Button>
        </div>
      </Notice>
    )
  }
  return <SignInForm />
}

function SignInForm() {
  const t = useTranslations('auth')
  const api = useApi()
  const id = useId()
  const [fault, setFault] = useState<Fault>()
  const [sending, setSending] = useState(false)

  async function signIn(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setSending(true)
    setFault(undefined)
    try {
      const body = {
        session: 'cookie' as const,
        email: String(form.get('email')),
        password: String(form.get('password')),
      }
      sessions.set(await bodyOf(api.POST('/api/v1/auth/login', { body })))
    } catch (error) {
      setFault(faultOf(error))
    } finally {
      setSending(false)
    }
  }

  return (
    <form onSubmit={signIn} className="grid gap-4" data-testid="sign-in-form">
      <Field id={`${id}-email`} label={t('email')}>
        <Input
          id={`${id}-email`}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
        />
      </Field>
      <Field id={`${id}-password`} label={t('password')}>
        <Input
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
        />
      </Field>
      {fault && (
        <p role="alert" className="font-medium text-coral" data-testid="sign-in-error">
          {t(`faults.${fault}`)}
        </p>
      )}
      <Button type="submit" disabled={sending} className="justify-self-start">
        {sending ? t('signingIn') : t('signIn')}
      </Button>
    </form>
  )
}
