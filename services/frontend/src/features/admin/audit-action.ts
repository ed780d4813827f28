import type { useTranslations } from 'next-intl'

/** What a change is called in the reader's language; its own name where nobody has given it words yet. */
export function actionWords(t: ReturnType<typeof useTranslations<'admin'>>, action: string): string {
  const key = `actions.${action}` as 'actions.tool.edited'
  return t.has(key) ? t(key) : action
}
