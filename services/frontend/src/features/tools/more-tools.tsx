import { useTranslations } from 'next-intl'
import { buttonClass } from '../../components/ui/button.tsx'
import { filtersQuery, mostShown, pageSize, type ToolFilters } from './filters.ts'

/**
 * Leads to the same list with more of it. How much is shown is in the address: whoever comes back to it, by whatever way,
 * finds as much of it as they left, and it needs no script.
 */
export function MoreTools(props: {
  readonly action: string
  readonly filters: ToolFilters
  readonly shown: number
  readonly cursor: string
}) {
  const t = useTranslations('tools')
  const { action, filters, shown, cursor } = props
  const full = shown >= mostShown
  const query = full
    ? filtersQuery(filters, { cursor, show: undefined })
    : filtersQuery(filters, { show: shown + pageSize })
  return (
    <p className="mt-8 text-center">
      <a
        href={`${action}${query}${full ? '' : `#${placeOf(shown)}`}`}
        data-testid="load-more"
        {...(!full && { 'data-keep-place': '', 'data-replace': '' })}
        className={buttonClass({ variant: 'outline' }, 'group')}
      >
        <span className="group-data-pending:hidden">{full ? t('nextPage') : t('more')}</span>
        <span className="hidden group-data-pending:inline">{t('loading')}</span>
      </a>
    </p>
  )
}

/** The fragment under which the listing after so many others is found. */
export function placeOf(shown: number): string {
  return `after-${shown}`
}
