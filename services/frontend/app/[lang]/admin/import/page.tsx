import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { Badge } from '../../../../src/components/ui/badge.tsx'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { ImportForm } from '../../../../src/features/admin/import-form.tsx'
import { ImportReport } from '../../../../src/features/admin/import-report.tsx'
import { Moment, Nothing, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(
  async ({ params, searchParams }: Props, user) => {
    const [{ lang }, search] = [await params, await searchParams]
    const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
    const here = localPath(lang, '/admin/import')
    if (typeof search.id === 'string') {
      const path = { id: search.id }
      const found = await bodyOf(api.GET('/api/v1/admin/imports/{id}', { params: { path } }))
      const looked = found.stage === 'check' && (found.status === 'ended' || found.status === 'failed')
      const columns = looked
        ? await bodyOf(api.GET('/api/v1/admin/imports/{id}/columns', { params: { path } }))
        : undefined
      return (
        <AdminShell user={user} title={found.name} search={search}>
          <a href={here} className="ink-link justify-self-start">
            {t('import.all')}
          </a>
          <ImportReport found={found} {...(columns ? { columns } : {})} lang={lang} />
        </AdminShell>
      )
    }
    const { items } = await bodyOf(api.GET('/api/v1/admin/imports'))
    return (
      <AdminShell user={user} title={t('pages.import')} search={search}>
        <ImportForm />
        <h2 className="text-2xl">{t('import.latest')}</h2>
        {items.length === 0 ? (
          <Nothing />
        ) : (
          <Table label={t('import.latest')} head={[t('import.file'), t('statusLabel'), t('who'), t('since')]}>
            {items.map((item) => (
              <tr key={item.id} data-testid="import-item">
                <td>
                  <a href={`${here}?id=${item.id}`} className="ink-link">
                    {item.name}
                  </a>
                </td>
                <td>
                  <Badge>{t(`import.${item.stage}.${item.status}`)}</Badge>
                </td>
                <td>{item.by}</td>
                <td>
                  <Moment at={item.createdAt} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </AdminShell>
    )
  },
  { administrators: true },
)
