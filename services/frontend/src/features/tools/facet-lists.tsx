import { useTranslations } from 'next-intl'
import type { ToolPage } from '../../api/rest-types.ts'
import { filtersQuery, type ToolFilters } from './filters.ts'

/** Choices of one kind that are shown at most: the most frequent ones. */
const mostShown = 12

/** How many of what was found are of each category and tag, each a link that narrows the list to it. */
export function FacetLists(props: {
  readonly action: string
  readonly filters: ToolFilters
  readonly facets: ToolPage['facets']
}) {
  const t = useTranslations('tools')
  const { action, filters, facets } = props
  if (!facets) return null
  const lists = [
    { name: 'category' as const, title: t('category'), items: facets.categories },
    { name: 'tag' as const, title: t('tags'), items: facets.tags },
  ].map((list) => ({
    ...list,
    items: list.items
      .filter(({ slug, count }) => count > 0 && slug !== filters[list.name])
      .slice(0, mostShown),
  }))
  return (
    <div className="grid gap-2" data-testid="facets">
      {lists
        .filter(({ items }) => items.length > 1)
        .map(({ name, title, items }) => (
          <nav
            key={name}
            aria-label={title}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm"
          >
            <span className="font-semibold">{title}</span>
            <ul className="contents">
              {items.map(({ slug, name: label, count }) => (
                <li key={slug}>
                  <a
                    href={`${action}${filtersQuery(filters, { [name]: slug })}`}
                    rel="nofollow"
                    className="ink-link"
                    data-testid={`facet-${name}`}
                    data-slug={slug}
                  >
                    {label}
                  </a>{' '}
                  <span className="text-ink-soft tabular-nums">{count}</span>
                </li>
              ))}
            </ul>
          </nav>
        ))}
    </div>
  )
}
