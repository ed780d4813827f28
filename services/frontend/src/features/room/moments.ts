import type { Language } from '../../i18n/languages.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes far longer than using it, and a room shows the time of each message. */
function formatOf(lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${lang} ${Object.keys(options)[0]}`
  const format = formats.get(name) ?? new Intl.DateTimeFormat(lang, options)
  formats.set(name, format)
  return format
}

/** The reader's own; a server knows none. */
const ownZone = typeof window === 'undefined' ? { timeZone: 'UTC' } : {}

/** The time of day, by the reader's clock. @param at ISO 8601 */
export function timeText(lang: Language, at: string): string {
  return formatOf(lang, { timeStyle: 'short', ...ownZone }).format(new Date(at))
}

/** The day in words. @param at ISO 8601 */
export function dayText(lang: Language, at: string): string {
  return formatOf(lang, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(at))
}
