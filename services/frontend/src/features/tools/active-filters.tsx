import { X } from 'lucide'
import { useTranslations } from 'next-intl'
import { Icon } from '../../components/ui/icon.tsx'
import { filtersQuery, isNarrowed, type ToolFilters } from './filters.ts'

/** What narrows the list, each with a way to take it off. */
export function ActiveFilters(props: {
  readonly action: string
  readonly filters: ToolFilters
  readonly names: { readonly category?: string | undefined; readonly tag?: string | undefined }
}) {
  const t = useTranslations('tools')
  const { action, filters, names } = props
  if (!isNarrowed(filters)) return null
  const chips = [
    filters.q && { name: 'q' as const, text: t('quoted', { text: filters.q }) },
    filters.category && { name: 'category' as const, text: names.category ?? filters.category },
    filters.tag && { name: 'tag' as const, text: `# ${names.tag ?? filters.tag}` },
    filters.pricing && { name: 'pricing' as const, text: t(`pricing.${filters.pricing}`) },
  ].filter((chip) => typeof chip === 'object')
  return (
    <ul aria-label={t('activeFilters')} className="flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <li key={chip.name}>
          <a
            href={`${action}${filtersQuery(filters, { [chip.name]: undefined })}`}
            className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-md bg-ink px-3 py-1 text-sm font-semibold text-paper hover:bg-ink/85"
          >
            <bdi>{chip.text}</bdi>
            <Icon of={X} className="size-4 shrink-0" />
            <span className="sr-only">{t('removeFilter')}</span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a href={action} className="ink-link px-1 text-sm font-semibold">
            {t('clearFilters')}
          </a>
        </li>
      )}
    </ul>
  )
}
