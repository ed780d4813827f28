'use client'

import { NextIntlClientProvider, useTranslations } from 'next-intl'
import { use, useState } from 'react'
import { type Language, languages } from '../../i18n/languages.ts'
import { loadMessages } from '../../i18n/messages.ts'
import { fallbackLanguage } from '../../i18n/negotiate.ts'
import { Button } from '../ui/button.tsx'

interface Props {
  readonly error: unknown
  readonly retry: () => void
}

/** What stands in place of a page that failed, in the language of the document. */
export default function PageFault(props: Props) {
  const [language] = useState(documentLanguage)
  const [loading] = useState(() => loadMessages(language))
  return (
    <NextIntlClientProvider locale={language} messages={{ shell: use(loading).shell }} timeZone="UTC">
      <Fault {...props} />
    </NextIntlClientProvider>
  )
}

function Fault({ error, retry }: Props) {
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

function documentLanguage(): Language {
  const named = globalThis.document?.documentElement.lang
  return languages.find((language) => language === named) ?? fallbackLanguage
}
