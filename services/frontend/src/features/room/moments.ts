import type { Language } from '../../i18n/languages.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes far longer than using it, and a room shows the time of each message. */
function formatOf(lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${lang} ${Object.values(options).join(' ')}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(lang, options)
  formats.set(name, format)
  return format
}

/** The time of day. @param at ISO 8601 @param timeZone IANA name of the reader's */
export function timeText(lang: Language, at: string, timeZone: string): string {
  return formatOf(lang, { timeStyle: 'short', timeZone }).format(new Date(at))
}

/** The day in words. @param at ISO 8601 @param timeZone IANA name of the reader's */
export function dayText(lang: Language, at: string, timeZone: string): string {
  return formatOf(lang, { dateStyle: 'full', timeZone }).format(new Date(at))
}
