import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { User } from '../../api/rest-types.ts'
import { NavLink } from '../../components/shell/nav-link.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { localPath } from '../../i18n/paths.ts'
import { KeepSession } from '../auth/keep-session.tsx'
import type { SearchParams } from '../tools/filters.ts'

const pages = [
  ['queue', '/admin/queue'],
  ['changes', '/admin/changes'],
  ['tools', '/admin/tools'],
  ['languages', '/admin/languages'],
  ['categories', '/admin/terms/categories'],
  ['tags', '/admin/terms/tags'],
  ['reports', '/admin/reports'],
  ['submissions', '/admin/submissions'],
  ['jobs', '/admin/jobs'],
  ['audit', '/admin/audit'],
] as const
const administrators = [
  ['import', '/admin/import'],
  ['people', '/admin/people'],
  ['settings', '/admin/settings'],
] as const

/** What an action that has just ended says. */
const outcomes = [
  'saved',
  'published',
  'hidden',
  'deleted',
  'merged',
  'undone',
  'queued',
  'blocked',
  'revoked',
] as const
export const faults = ['conflict', 'taken', 'invalid', 'standing', 'gone', 'refused', 'away'] as const

/** The frame of every page of the administration: where one is, what came of the last action, the keys. */
export async function AdminShell(props: {
  readonly user: User
  readonly title: ReactNode
  readonly search?: SearchParams
  readonly children: ReactNode
}) {
  const [t, lang] = await Promise.all([getTranslations('admin'), getLocale()])
  const { done, fault, count } = props.search ?? {}
  const outcome = outcomes.find((name) => name === done)
  const wrong = faults.find((name) => name === fault)
  const links = props.user.role === 'admin' ? [...pages, ...administrators] : pages
  return (
    <div className="wrap grid gap-6 py-6 md:py-10">
      <nav aria-label={t('title')} className="-mx-3 flex flex-wrap">
        {links.map(([name, path]) => (
          <NavLink key={name} href={localPath(lang, path)}>
            {t(`pages.${name}`)}
          </NavLink>
        ))}
      </nav>
      <h1 className="text-3xl md:text-4xl">{props.title}</h1>
      {outcome && (
        <Notice tone="good" role="status" data-testid="admin-done" data-done={outcome}>
          {t(`outcomes.${outcome}`, { count: Number(count) || 1 })}
        </Notice>
      )}
      {wrong && (
        <Notice tone="bad" role="alert" data-testid="admin-fault" data-fault={wrong}>
          {t(`faults.${wrong}`)}
        </Notice>
      )}
      {props.children}
      <p className="text-sm text-ink-soft">{t('keys')}</p>
      <KeepSession />
    </div>
  )
}
