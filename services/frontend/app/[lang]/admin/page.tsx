import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../src/api/client.ts'
import { adminApi } from '../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../src/features/admin/admin-shell.tsx'
import type { SearchParams } from '../../../src/features/tools/filters.ts'
import type { Language } from '../../../src/i18n/languages.ts'
import { localPath } from '../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

const links = [
  ['pending', '/admin/queue'],
  ['openPageChanges', '/admin/changes'],
  ['unreachable', '/admin/changes#unreachable'],
  ['openReports', '/admin/reports'],
  ['failedSubmissions', '/admin/submissions?status=failed'],
  ['failedJobs', '/admin/jobs?state=failed'],
  ['runningSubmissions', '/admin/submissions?status=running'],
  ['published', '/admin/tools?status=published'],
  ['hidden', '/admin/tools?status=hidden'],
] as const

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const { lang } = await params
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const summary = await bodyOf(api.GET('/api/v1/admin/summary'))
  return (
    <AdminShell user={user} title={t('title')} search={await searchParams}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {links.map(([name, path]) => (
          <li key={name}>
            <a
              href={localPath(lang, path)}
              className="grid rounded-lg border-2 border-line bg-card p-4 hover:border-ink"
              data-testid={`summary-${name}`}
            >
              <span className="font-display text-4xl font-bold tabular-nums">{summary[name]}</span>
              <span>{t(`summary.${name}`, { count: summary[name] })}</span>
            </a>
          </li>
        ))}
      </ul>
    </AdminShell>
  )
})
