import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../../src/api/client.ts'
import { Button } from '../../../../../src/components/ui/button.tsx'
import { Input } from '../../../../../src/components/ui/input.tsx'
import { mergeTerm, moveCategory } from '../../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../../src/features/admin/admin-shell.tsx'
import { NextPage, Nothing } from '../../../../../src/features/admin/parts.tsx'
import { TermField } from '../../../../../src/features/admin/term-field.tsx'
import { TermForm } from '../../../../../src/features/admin/term-form.tsx'
import { termName } from '../../../../../src/features/admin/terms.ts'
import type { SearchParams } from '../../../../../src/features/tools/filters.ts'
import type { Language } from '../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language; kind: string }>
  readonly searchParams: Promise<SearchParams>
}

/** Categories or tags of a page: each has a form in seven languages. */
const pageSize = 50

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang, kind: asked }, search] = [await params, await searchParams]
  const kind = (['categories', 'tags'] as const).find((name) => name === asked)
  if (!kind) notFound()
  const [t, api] = await Promise.all([getTranslations('admin'), adminApi()])
  const word = (name: string) => (typeof search[name] === 'string' ? search[name] : '')
  const q = word('q').trim().slice(0, 100)
  const query = { limit: pageSize, ...(q && { q }), ...(word('cursor') && { cursor: word('cursor') }) }
  const { items, nextCursor } = await bodyOf(
    api.GET('/api/v1/admin/terms/{kind}', { params: { path: { kind }, query } }),
  )
  const path = localPath(lang, `/admin/terms/${kind}`)
  const kept = { ...(q && { q }), ...(word('cursor') && { cursor: word('cursor') }) }
  const here = Object.keys(kept).length > 0 ? `${path}?${new URLSearchParams(kept)}` : path
  return (
    <AdminShell user={user} title={t(`pages.${kind}`)} search={search}>
      <details className="rounded-lg border-2 border-line bg-card p-4">
        <summary className="font-semibold">{t('add')}</summary>
        <TermForm kind={kind} term={undefined} back={here} />
      </details>
      <search>
        <form action={path} className="flex flex-wrap gap-2">
          <Input
            name="q"
            type="search"
            defaultValue={q}
            maxLength={100}
            aria-label={t('facts.name')}
            placeholder={t('facts.name')}
            className="w-full! sm:w-56!"
            accessKey="f"
            data-testid="term-search"
          />
          <Button type="submit" variant="outline">
            {t('filter')}
          </Button>
        </form>
      </search>
      {items.length === 0 && <Nothing />}
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
                  <TermField
                    id={`merge-${term.id}`}
                    name="into"
                    kind={kind}
                    required
                    className="min-h-9! w-64!"
                    data-testid="term-into"
                  />
                </div>
                <Button type="submit" size="sm" variant="outline" data-testid="term-merge">
                  {t('merge')}
                </Button>
                {term.tools === 0 && (
                  <Button type="submit" size="sm" variant="quiet" name="remove" value="yes" formNoValidate>
                    {t('removeTerm')}
                  </Button>
                )}
              </form>
            </details>
            {kind === 'categories' && !q && (index > 0 || word('cursor')) && (
              <form action={moveCategory} className="-my-1.5 shrink-0">
                <input type="hidden" name="back" value={here} />
                <input type="hidden" name="id" value={term.id} />
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
      <NextPage path={path} query={q ? { q } : {}} cursor={nextCursor} />
    </AdminShell>
  )
})
