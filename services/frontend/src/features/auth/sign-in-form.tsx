'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import type { SignedIn, User } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { localPath } from '../../i18n/paths.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { sessions } from './session.ts'
import { faultOf, type SignInFault } from './sign-in-fault.ts'
import { useSession } from './use-session.ts'
import { afterSigningIn, type WayBack } from './way-back.ts'

/** Sign-in for those with an account, and sign-out. */
export function SignInDesk(props: {
  /** Who the cookie says is here: all that is known where no script runs. */
  readonly known: User | undefined
  /** What was wrong with a form that was sent without a script. */
  readonly fault: SignInFault | undefined
  /** Where they came from to sign in. */
  readonly back: WayBack | undefined
  /** The site can have passkeys. */
  readonly passkeys: boolean
}) {
  const { known, fault, back, passkeys } = props
  const t = useTranslations('auth')
  const lang = useLocale()
  const api = useApi()
  const session = useSession()
  const [left, setLeft] = useState(false)
  const user = session?.user ?? (left ? undefined : known)

  useEffect(() => {
    // Signed in by a plain form: this browser's other pages are told, and the session is renewed at once.
    if (known && !left && !sessions.get()) sessions.set({ user: known, expiresAt: new Date(0).toISOString() })
  }, [known, left])

  if (user && user.role !== 'guest') {
    return (
      <Notice tone="good" role="status" title={t('signedInAs', { name: user.name })} data-testid="signed-in">
        <p>{t(`roles.${user.role}`)}</p>
        <p>
          <a href={localPath(lang, '/account')} className="ink-link" data-testid="to-account">
            {t('toAccount')}
          </a>
        </p>
        {user.role !== 'member' && (
          <p>
            <a href={localPath(lang, '/admin')} className="ink-link" data-testid="to-admin">
              {t('toAdmin')}
            </a>
          </p>
        )}
        <form
          method="post"
          action={localPath(lang, '/sign-in/end')}
          className="mt-3"
          onSubmit={async (event) => {
            event.preventDefault()
            await api.POST('/api/v1/auth/logout').catch(() => undefined)
            setLeft(true)
            sessions.set(undefined)
          }}
        >
          <Button type="submit" variant="outline" data-testid="sign-out">
            {t('signOut')}
          </Button>
        </form>
      </Notice>
    )
  }
  return <SignInForm first={fault} back={back} passkeys={passkeys} />
}

function SignInForm(props: {
  readonly first: SignInFault | undefined
  readonly back: WayBack | undefined
  readonly passkeys: boolean
}) {
  const { first, back, passkeys } = props
  const t = useTranslations('auth')
  const lang = useLocale()
  const api = useApi()
  const router = useRouter()
  const id = useId()
  const [fault, setFault] = useState(first)
  const [sending, setSending] = useState(false)
  // Asked for once it is known that there is a second factor.
  const [needsCode, setNeedsCode] = useState(first === 'code' || first === 'codeWrong')

  function enter(signedIn: SignedIn): void {
    sessions.set(signedIn)
    // Who runs the directory came to do so, or to see a preview of it, which is no page of ours.
    const next = afterSigningIn(signedIn.user.role, back, localPath(lang, '/admin'))
    if (next !== undefined && back) location.assign(next)
    else if (next !== undefined) router.push(next)
  }

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
        ...(form.get('code') ? { code: String(form.get('code')) } : {}),
      }
      enter(await bodyOf(api.POST('/api/v1/auth/login', { body })))
    } catch (error) {
      const found = faultOf(error)
      setFault(found)
      if (found === 'code') setNeedsCode(true)
    } finally {
      setSending(false)
    }
  }

  return (
    <form
      method="post"
      action={localPath(lang, '/sign-in/form')}
      onSubmit={signIn}
      className="grid gap-4"
      data-testid="sign-in-form"
    >
      {back && (
        <>
          <input type="hidden" name="preview" value={back.preview} />
          <input type="hidden" name="to" value={back.to} />
        </>
      )}
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
      {needsCode && (
        <Field id={`${id}-code`} label={t('code')}>
          <Input
            id={`${id}-code`}
            name="code"
            autoComplete="one-time-code"
            required
            maxLength={40}
            data-testid="sign-in-code"
          />
        </Field>
      )}
      {fault && (
        <p role="alert" className="font-medium text-coral" data-testid="sign-in-error">
          {t(`faults.${fault}`)}
        </p>
      )}
      <Button type="submit" disabled={sending} className="justify-self-start">
        {sending ? t('signingIn') : t('signIn')}
      </Button>
      {passkeys && <PasskeySignIn onSignedIn={enter} onFault={setFault} />}
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a href={localPath(lang, '/forgot')} className="ink-link" data-testid="to-forgot">
          {t('forgot')}
        </a>
        <a href={localPath(lang, '/sign-up')} className="ink-link" data-testid="to-sign-up">
          {t('signUp')}
        </a>
      </p>
    </form>
  )
}
