import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Badge } from '../../../../src/components/ui/badge.tsx'
import { Button } from '../../../../src/components/ui/button.tsx'
import { Select } from '../../../../src/components/ui/field.tsx'
import { Input } from '../../../../src/components/ui/input.tsx'
import { setStatus } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { LanguageStates } from '../../../../src/features/admin/language-states.tsx'
import {
  Moment,
  NextPage,
  Nothing,
  SmallField,
  StatusBadge,
  Table,
} from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import { listCategories } from '../../../../src/features/tools/tool-queries.ts'
import { isLanguage, type Language, languageNames, languages } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

const statuses = ['published', 'pending', 'hidden', 'deleted', 'merged'] as const
const sorts = ['newest', 'oldest', 'name'] as const

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, api, categories] = await Promise.all([getTranslations('admin'), adminApi(), listCategories(lang)])
  const asked = (name: string) => (typeof search[name] === 'string' ? search[name] : '')
  const status = statuses.find((name) => name === search.status)
  const sort = sorts.find((name) => name === search.sort) ?? 'newest'
  const missing = asked('missing')
  const category = categories.find(({ slug }) => slug === search.category)?.slug
  const filters = {
    ...(status ? { status } : {}),
    ...(asked('q') ? { q: asked('q').slice(0, 200) } : {}),
    ...(category ? { category } : {}),
    ...(isLanguage(missing) ? { missing } : {}),
    ...(search.reported ? { reported: true } : {}),
    sort,
  }
  const query = { ...filters, limit: 50, ...(asked('cursor') ? { cursor: asked('cursor') } : {}) }
  const page = await bodyOf(api.GET('/api/v1/admin/tools', { params: { query } }))
  const here = localPath(lang, '/admin/tools')
  const kept = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)]))
  // Who works through the table page by page goes on where they are.
  const thisPage = new URLSearchParams({ ...kept, ...(query.cursor ? { cursor: query.cursor } : {}) })
  return (
    <AdminShell user={user} title={t('pages.tools')} search={search}>
      <search>
        <form action={here} className="flex flex-wrap gap-2">
          <Input
            name="q"
            type="search"
            defaultValue={asked('q')}
            maxLength={200}
            aria-label={t('find')}
            placeholder={t('find')}
            className="w-full! sm:w-56!"
            accessKey="f"
          />
          <Select name="status" defaultValue={status ?? ''} aria-label={t('statusLabel')} className="w-auto!">
            <option value="">{t('anyStatus')}</option>
            {statuses.map((name) => (
              <option key={name} value={name}>
                {t(`status.${name}`)}
              </option>
            ))}
          </Select>
          <Select
            name="category"
            defaultValue={category ?? ''}
            aria-label={t('facts.category')}
            className="w-auto!"
          >
            <option value="">{t('anyCategory')}</option>
            {categories.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </Select>
          <Select name="missing" defaultValue={missing} aria-label={t('missingIn')} className="w-auto!">
            <option value="">{t('missingIn')}</option>
            {languages.map((code) => (
              <option key={code} value={code}>
                {languageNames[code]}
              </option>
            ))}
          </Select>
          <Select name="sort" defaultValue={sort} aria-label={t('order')} className="w-auto!">
            {sorts.map((name) => (
              <option key={name} value={name}>
                {t(`sorts.${name}`)}
              </option>
            ))}
          </Select>
          <Button type="submit" variant="outline">
            {t('filter')}
          </Button>
        </form>
      </search>
      {page.items.length === 0 ? (
        <Nothing />
      ) : (
        <form action={setStatus} className="grid gap-3">
          <input type="hidden" name="back" value={`${here}?${thisPage}`} />
          <Table
            label={t('pages.tools')}
            head={[
              t('tick'),
              t('facts.name'),
              t('statusLabel'),
              t('facts.category'),
              t('pages.languages'),
              t('changed'),
            ]}
          >
            {page.items.map((row) => (
              <tr key={row.id} data-testid="admin-row" data-slug={row.slug}>
                <td>
                  <input
                    type="checkbox"
                    name="ids"
                    value={row.id}
                    aria-label={t('tickOne', { name: row.name })}
                    className="size-5"
                  />
                </td>
                <td>
                  <a href={localPath(lang, `/admin/tools/${row.id}`)} className="ink-link font-semibold">
                    {row.name}
                  </a>
                  <div className="text-ink-soft">{row.slug}</div>
                </td>
                <td>
                  <StatusBadge status={row.status} />
                  {row.openReports > 0 && (
                    <Badge className="ms-1 bg-coral-soft">
                      {t('reportCount', { count: row.openReports })}
                    </Badge>
                  )}
                </td>
                <td>{categories.find(({ slug }) => slug === row.category)?.name ?? '–'}</td>
                <td>
                  <LanguageStates
                    id={row.id}
                    source={row.sourceLanguage}
                    states={row.languages}
                    lang={lang}
                  />
                </td>
                <td>
                  <Moment at={row.updatedAt} />
                </td>
              </tr>
            ))}
          </Table>
          <div className="flex flex-wrap items-end gap-2">
            <SmallField label={t('reasonFor')} name="reason" maxLength={500} />
            {(['published', 'hidden', 'deleted'] as const).map((name) => (
              <Button
                key={name}
                type="submit"
                name="status"
                value={name}
                size="sm"
                variant={name === 'published' ? 'primary' : 'outline'}
                data-testid={`bulk-${name}`}
              >
                {t(`decisions.${name}`)}
              </Button>
            ))}
          </div>
        </form>
      )}
      <NextPage path={here} query={kept} cursor={page.nextCursor} />
    </AdminShell>
  )
})
