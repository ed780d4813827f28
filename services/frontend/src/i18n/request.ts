import { headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLanguage } from './languages.ts'
import { loadMessages } from './messages.ts'
import { fallbackLanguage } from './negotiate.ts'
import { languageHeader } from './request-header.ts'

export default getRequestConfig(async () => {
  const asked = (await headers()).get(languageHeader)
  const locale = isLanguage(asked) ? asked : fallbackLanguage
  return { locale, messages: await loadMessages(locale), timeZone: 'UTC' }
})
