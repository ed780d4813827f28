import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import type { SearchParams } from '../tools/filters.ts'
import { readLetterFault } from './letter-faults.ts'

/** The fields of accounts that a form can have, and how browsers fill them. */
const fields = {
  email: { type: 'email', maxLength: 254, autoComplete: 'username' },
  name: { type: 'text', maxLength: 40, autoComplete: 'nickname' },
  password: { type: 'password', minLength: 10, maxLength: 1_024, autoComplete: 'new-password' },
} as const

/** A page with one form of an account: a plain form, which works without scripts. */
export async function AccountForm(props: {
  readonly title: string
  readonly lead: string
  /** Where the form goes. */
  readonly action: string
  readonly fields: readonly (keyof typeof fields)[]
  readonly button: string
  readonly search: SearchParams
  /** Sent along, from the letter. */
  readonly token?: string
  /** Stands instead of the form: what came of it, or why there is none. */
  readonly instead?:
    | { readonly tone: 'good' | 'warn'; readonly text: string; readonly kind: string }
    | undefined
  readonly children?: ReactNode
}) {
  const [t, auth] = [await getTranslations('account'), await getTranslations('auth')]
  const fault = readLetterFault(props.search.fault)
  const labels = { email: auth('email'), name: t('signUp.name'), password: t('invitation.password') }
  const { instead } = props
  return (
    <div className="wrap grid max-w-xl gap-6 py-10 md:py-16">
      <h1 className="text-4xl">{props.title}</h1>
      {instead ? (
        <Notice tone={instead.tone} role="status" data-testid="account-notice" data-kind={instead.kind}>
          {instead.text}
        </Notice>
      ) : (
        <>
          <p className="text-ink-soft">{props.lead}</p>
          {fault && (
            <Notice tone="bad" role="alert" data-testid="account-fault" data-fault={fault}>
              {t(`letterFaults.${fault}`)}
            </Notice>
          )}
          <form method="post" action={props.action} className="grid gap-4" data-testid="account-form">
            {props.token !== undefined && <input type="hidden" name="token" value={props.token} />}
            {props.fields.map((name) => (
              <Field
                key={name}
                id={`account-${name}`}
                label={labels[name]}
                hint={name === 'password' ? t('invitation.passwordHint') : undefined}
              >
                <Input
                  id={`account-${name}`}
                  name={name}
                  required
                  {...fields[name]}
                  {...(name === 'password' ? { 'aria-describedby': 'account-password-hint' } : {})}
                />
              </Field>
            ))}
            <Button type="submit" className="justify-self-start">
              {props.button}
            </Button>
          </form>
        </>
      )}
      {props.children}
    </div>
  )
}
