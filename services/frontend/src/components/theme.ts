/** The colour schemes a reader can choose from. */
export const themes = ['system', 'light', 'dark'] as const
/** A colour scheme; `system` follows the device. */
export type Theme = (typeof themes)[number]

/** Name of the cookie that remembers the choice, so that the server's first byte has the right colours. */
export const themeCookie = 'parlance_theme'

/** The theme that a cookie value names. */
export function themeOf(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}
