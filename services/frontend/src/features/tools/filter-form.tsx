import { Search } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import type { Category } from '../../api/rest-types.ts'
import { buttonClass } from '../../components/ui/button.tsx'
import { Select } from '../../components/ui/field.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { pricings, sorts, type ToolFilters } from './filters.ts'
import { SearchSuggestions } from './search-suggestions.tsx'

/** Search, category, price and order: a plain GET form, which a choice from a list sends by itself. */
export function FilterForm(props: {
  readonly action: string
  readonly filters: ToolFilters
  readonly categories: readonly Pick<Category, 'slug' | 'name'>[]
}) {
  const t = useTranslations('tools')
  const { action, filters, categories } = props
  const lang = useLocale()
  return (
    <search>
      <form
        action={action}
        // A new address brings new defaults, also when it came by the back button.
        key={JSON.stringify(filters)}
        className="grid grid-cols-2 gap-2 lg:grid-cols-[1fr_auto_auto_auto]"
      >
        <div className="col-span-2 flex gap-2 lg:col-span-1">
          <label htmlFor="tool-search" className="sr-only">
            {t('searchLabel')}
          </label>
          <input
            id="tool-search"
            name="q"
            type="search"
            maxLength={200}
            defaultValue={filters.q}
            enterKeyHint="search"
            placeholder={t('searchPlaceholder')}
            list="search-suggestions"
            autoComplete="off"
            data-testid="tool-search"
            className="min-h-11 min-w-0 grow rounded-md border-2 border-ink bg-card px-4 placeholder:text-ink-soft"
          />
          <SearchSuggestions id="search-suggestions" input="tool-search" lang={lang} />
          <button type="submit" aria-label={t('searchButton')} className={buttonClass({ size: 'icon' })}>
            <Icon of={Search} className="size-5" />
          </button>
        </div>
        <Select
          name="category"
          aria-label={t('category')}
          defaultValue={filters.category ?? ''}
          className="col-span-2 lg:col-span-1"
        >
          <option value="">{t('anyCategory')}</option>
          {categories.map((category) => (
            <option key={category.slug} value={category.slug}>
              {category.name}
            </option>
          ))}
        </Select>
        <Select name="pricing" aria-label={t('price')} defaultValue={filters.pricing ?? ''}>
          <option value="">{t('anyPrice')}</option>
          {pricings.map((pricing) => (
            <option key={pricing} value={pricing}>
              {t(`pricing.${pricing}`)}
            </option>
          ))}
        </Select>
        <Select name="sort" aria-label={t('order')} defaultValue={filters.sort ?? ''}>
          <option value="">{t('sort.default')}</option>
          {sorts
            .filter((sort) => sort !== 'relevance' || filters.q)
            .map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
        </Select>
        {filters.tag && <input type="hidden" name="tag" value={filters.tag} />}
      </form>
    </search>
  )
}
