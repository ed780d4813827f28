'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../src/components/ui/button.tsx'

export default function PageError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useTranslations('shell')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <div role="alert" className="wrap grid justify-items-start gap-5 py-16 md:py-24" data-testid="page-error">
      <p
        aria-hidden
        className="marked font-display text-[clamp(5rem,18vw,11rem)] leading-[0.9] font-extrabold"
      >
        …!
      </p>
      <h1 className="text-4xl md:text-5xl">{t('errorTitle')}</h1>
      <p className="max-w-[52ch] text-lg text-ink-soft">{t('errorText')}</p>
      <Button onClick={() => retry()}>{t('retry')}</Button>
      {digest && <p className="text-sm text-ink-soft">{t('errorCode', { code: digest })}</p>}
    </div>
  )
}
