'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useId } from 'react'
import { encode } from 'uqr'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { changeFactor } from './access-actions.ts'

/** Adds a second factor, or takes it away: a plain form, whose answer stands in its place. */
export function SecondFactorForm(props: { readonly enabled: boolean; readonly codesLeft: number }) {
  const [state, action, sending] = useActionState(changeFactor, undefined)
  const t = useTranslations('account')
  const enabled = state?.step === 'on' || (props.enabled && state?.step !== 'off')
  if (state?.step === 'codes') {
    return (
      <Notice tone="good" role="status" title={t('factor.codesTitle')} data-testid="factor-codes">
        <p>{t('factor.codesText')}</p>
        <ul className="mt-2 grid grid-cols-2 gap-x-6 font-mono sm:grid-cols-3">
          {state.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <form action={action} className="grid justify-items-start gap-3" data-testid="factor-form">
      {state?.step === 'secret' && (
        <>
          <p>{t('factor.scan')}</p>
          <QrCode text={state.uri} />
          <p>
            {t('factor.secret')}{' '}
            <code className="select-all" data-testid="factor-secret">
              {state.secret}
            </code>
          </p>
          <input type="hidden" name="secret" value={state.secret} />
          <input type="hidden" name="uri" value={state.uri} />
        </>
      )}
      {enabled && <p data-testid="factor-on">{t('factor.on', { count: props.codesLeft })}</p>}
      {(enabled || state?.step === 'secret') && (
        <CodeField wrong={state && 'wrong' in state && state.wrong} />
      )}
      {state?.step === 'failed' && <p role="alert">{t('outcomes.failed')}</p>}
      <Button
        type="submit"
        name="do"
        value={state?.step === 'secret' ? 'confirm' : enabled ? 'remove' : 'begin'}
        variant={enabled ? 'outline' : 'primary'}
        disabled={sending}
        data-testid="factor-go"
      >
        {t(state?.step === 'secret' ? 'factor.confirm' : enabled ? 'factor.remove' : 'factor.begin')}
      </Button>
    </form>
  )
}

function CodeField({ wrong }: { readonly wrong: boolean | undefined }) {
  const t = useTranslations('account')
  const id = useId()
  return (
    <Field id={id} label={t('factor.code')} error={wrong ? t('factor.wrong') : undefined}>
      <Input id={id} name="code" required maxLength={40} autoComplete="one-time-code" aria-invalid={wrong} />
    </Field>
  )
}

/** A picture that an authenticator reads: black on white in either colours, with the quiet margin that readers want. */
function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { border: 3 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      className="size-48 rounded-md"
      role="img"
      aria-label="QR"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
