import { getFormatter, getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../src/api/client.ts'
import { nextTranslation } from '../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../src/features/admin/admin-shell.tsx'
import { LanguageStates } from '../../../../src/features/admin/language-states.tsx'
import { KeyButton, NextPage, Table } from '../../../../src/features/admin/parts.tsx'
import type { SearchParams } from '../../../../src/features/tools/filters.ts'
import { type Language, languageNames } from '../../../../src/i18n/languages.ts'
import { localPath } from '../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const [{ lang }, search] = [await params, await searchParams]
  const [t, format, api] = await Promise.all([getTranslations('admin'), getFormatter(), adminApi()])
  const query = { limit: 50, ...(typeof search.cursor === 'string' ? { cursor: search.cursor } : {}) }
  const [coverage, matrix] = await Promise.all([
    bodyOf(api.GET('/api/v1/admin/translations/coverage')),
    bodyOf(api.GET('/api/v1/admin/translations/matrix', { params: { query } })),
  ])
  const share = (count: number) =>
    format.number(coverage.listings === 0 ? 0 : count / coverage.listings, { style: 'percent' })
  return (
    <AdminShell user={user} title={t('pages.languages')} search={search}>
      <Table
        label={t('coverage')}
        head={[t('language'), t('written'), t('kinds.person'), t('kinds.machine'), t('nextUntranslated')]}
      >
        {coverage.languages.map(({ language, written, reviewed, machine }, index) => (
          <tr key={language} data-testid="coverage" data-language={language}>
            <th scope="row" className="px-3 py-2 text-start">
              {languageNames[language]}
            </th>
            <td>
              {written} · {share(written)}
            </td>
            <td>
              {reviewed} · {share(reviewed)}
            </td>
            <td>{machine}</td>
            <td>
              <form action={nextTranslation}>
                <input type="hidden" name="language" value={language} />
                <KeyButton letter={String(index + 1)} variant="outline" data-testid={`next-${language}`}>
                  {t('begin')}
                  <span className="sr-only">{languageNames[language]}</span>
                </KeyButton>
              </form>
            </td>
          </tr>
        ))}
      </Table>
      <h2 className="text-2xl">{t('matrix')}</h2>
      <Table label={t('matrix')} head={[t('facts.name'), t('pages.languages')]}>
        {matrix.items.map((row) => (
          <tr key={row.id}>
            <td>
              <a href={localPath(lang, `/admin/tools/${row.id}`)} className="ink-link">
                {row.name}
              </a>
            </td>
            <td>
              <LanguageStates id={row.id} source={row.sourceLanguage} states={row.languages} lang={lang} />
            </td>
          </tr>
        ))}
      </Table>
      <NextPage path={localPath(lang, '/admin/languages')} query={{}} cursor={matrix.nextCursor} />
    </AdminShell>
  )
})
