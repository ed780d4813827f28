import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../../src/api/client.ts'
import { Button } from '../../../../../src/components/ui/button.tsx'
import { Select } from '../../../../../src/components/ui/field.tsx'
import { mergeTerm, moveCategory } from '../../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../../src/features/admin/admin-shell.tsx'
import { TermForm } from '../../../../../src/features/admin/term-form.tsx'
import { termName } from '../../../../../src/features/admin/terms.ts'
import type { SearchParams } from '../../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language; kind: string }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const { lang, kind: asked } = await params
  const kind = (['categories', 'tags'] as const).find((name) => name === asked)
  if (!kind) notFound()
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const { items } = await bodyOf(api.GET('/api/v1/admin/terms/{kind}', { params: { path: { kind } } }))
  const here = localPath(lang, `/admin/terms/${kind}`)
  const ids = items.map(({ id }) => id)
  const earlier = (index: number) =>
    ids
      .with(index - 1, ids[index] ?? '')
      .with(index, ids[index - 1] ?? '')
      .join(',')
  return (
    <AdminShell user={user} title={t(`pages.${kind}`)} search={await searchParams}>
      <details className="rounded-lg border-2 border-line bg-card p-4">
        <summary className="font-semibold">{t('add')}</summary>
        <TermForm kind={kind} term={undefined} back={here} />
      </details>
      <ul className="grid gap-2">
        {items.map((term, index) => (
          <li
            key={term.id}
            className="flex items-start gap-3 rounded-lg border-2 border-line bg-card p-4"
            data-testid="term"
            data-slug={term.slug}
          >
            <details className="grow">
              <summary className="font-semibold">
                {termName(term, lang)}{' '}
                <span className="font-normal text-ink-soft">{t('toolCount', { count: term.tools })}</span>
              </summary>
              <TermForm key={term.revision} kind={kind} term={term} back={here} />
              <form
                action={mergeTerm}
                className="mt-4 flex flex-wrap items-end gap-2 border-t-2 border-line pt-4"
              >
                <input type="hidden" name="back" value={here} />
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="id" value={term.id} />
                <div className="grid gap-1 text-sm">
                  <label htmlFor={`merge-${term.id}`}>{t('mergeInto')}</label>
                  <Select id={`merge-${term.id}`} name="into" className="min-h-9! w-64">
                    {term.tools === 0 && <option value="">{t('removeTerm')}</option>}
                    {items
                      .filter(({ id }) => id !== term.id)
                      .map((other) => (
                        <option key={other.id} value={other.id}>
                          {termName(other, lang)}
                        </option>
                      ))}
                  </Select>
                </div>
                <Button type="submit" size="sm" variant="outline">
                  {t('merge')}
                </Button>
              </form>
            </details>
            {kind === 'categories' && index > 0 && (
              <form action={moveCategory} className="-my-1.5 shrink-0">
                <input type="hidden" name="back" value={here} />
                <input type="hidden" name="order" value={earlier(index)} />
                <Button
                  type="submit"
                  size="sm"
                  variant="quiet"
                  aria-label={t('moveUpOne', { name: termName(term, lang) })}
                >
                  {t('moveUp')}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </AdminShell>
  )
})
