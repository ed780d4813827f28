import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

/** Where the host of an address is blocked: the form with the host in it. */
export function blockPath(lang: Language, url: string): string {
  const host = URL.parse(url)?.hostname.replace(/^www\./, '') ?? ''
  return `${localPath(lang, '/admin/reports')}?${new URLSearchParams({ host })}#hosts`
}
