'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useApi } from '../../api/browser.ts'
import { bodyOf } from '../../api/client.ts'
import { Queries } from '../../components/queries.tsx'
import { useSiteConfig } from '../../components/site-config.tsx'
import { Button, buttonClass } from '../../components/ui/button.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { filtersQuery, type ToolFilters } from './filters.ts'
import { ToolGrid } from './tool-card.tsx'

interface Props {
  readonly action: string
  readonly filters: ToolFilters
  readonly cursor: string
  readonly limit: number
}

/** The pages after the first, one at a time, when the reader asks. */
export function MoreTools(props: Props) {
  return (
    <Queries key={props.cursor}>
      <Pages {...props} />
    </Queries>
  )
}

function Pages({ action, filters, cursor, limit }: Props) {
  const t = useTranslations('tools')
  const lang = useLocale()
  const api = useApi()
  const { apiUrl } = useSiteConfig()
  const pages = useInfiniteQuery({
    queryKey: ['tools', lang, filters, cursor],
    queryFn: ({ pageParam, signal }) =>
      bodyOf(
        api.GET('/api/v1/tools', {
          params: { query: { lang, limit, ...filters, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: cursor,
    getNextPageParam: (page) => page.nextCursor,
    enabled: false,
  })
  const loaded = pages.data?.pages ?? []
  const next = loaded.length === 0 ? cursor : loaded.at(-1)?.nextCursor
  return (
    <div className="mt-5 grid gap-8">
      {loaded.length > 0 && <ToolGrid tools={loaded.flatMap((page) => page.items)} apiUrl={apiUrl} />}
      {pages.isError && (
        <Notice tone="bad" role="alert">
          {t('moreFailed')}
        </Notice>
      )}
      {next && (
        <div className="justify-self-center">
          <Button
            variant="outline"
            data-testid="load-more"
            disabled={pages.isFetching}
            onClick={() => (loaded.length === 0 ? pages.refetch() : pages.fetchNextPage())}
          >
            {pages.isFetching ? t('loading') : t('more')}
          </Button>
          <noscript>
            <a
              href={`${action}${filtersQuery(filters, { cursor: next })}`}
              className={buttonClass({ variant: 'outline' })}
            >
              {t('nextPage')}
            </a>
          </noscript>
        </div>
      )}
      <p role="status" className="sr-only">
        {loaded.length > 0 &&
          t('moreLoaded', { count: loaded.reduce((sum, page) => sum + page.items.length, 0) })}
      </p>
    </div>
  )
}
