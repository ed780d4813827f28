import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { type Namespace, pickMessages } from '../i18n/messages.ts'

/** Gives the client components under it the texts of these groups, and sends no other text to the browser. */
export async function ClientMessages(props: {
  readonly names: readonly Namespace[]
  readonly children: ReactNode
}) {
  const [locale, messages] = await Promise.all([getLocale(), getMessages()])
  return (
    <NextIntlClientProvider locale={locale} messages={pickMessages(messages, props.names)} timeZone="UTC">
      {props.children}
    </NextIntlClientProvider>
  )
}
