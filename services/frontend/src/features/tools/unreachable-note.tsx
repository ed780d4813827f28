import { useFormatter, useTranslations } from 'next-intl'
import { Notice } from '../../components/ui/notice.tsx'

/** Says since when a listing's website could not be read; nothing where it can. */
export function UnreachableNote({ since }: { readonly since: string | null }) {
  const t = useTranslations('tool')
  const format = useFormatter()
  if (!since) return null
  const date = format.dateTime(new Date(since), { dateStyle: 'long' })
  return (
    <Notice tone="warn" data-testid="tool-unreachable">
      {t('unreachable', { date })}
    </Notice>
  )
}
