import { notFound } from 'next/navigation'
import { getFormatter, getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../../../../../src/api/client.ts'
import { nextTranslation } from '../../../../../../../src/features/admin/actions.ts'
import { adminApi } from '../../../../../../../src/features/admin/admin-api.ts'
import { adminPage } from '../../../../../../../src/features/admin/admin-page.tsx'
import { AdminShell } from '../../../../../../../src/features/admin/admin-shell.tsx'
import { LanguageStates } from '../../../../../../../src/features/admin/language-states.tsx'
import { KeyButton } from '../../../../../../../src/features/admin/parts.tsx'
import { TextsForm } from '../../../../../../../src/features/admin/texts-form.tsx'
import type { SearchParams } from '../../../../../../../src/features/tools/filters.ts'
import { languageNameIn } from '../../../../../../../src/i18n/language-name.ts'
import { isLanguage, type Language } from '../../../../../../../src/i18n/languages.ts'
import { localPath } from '../../../../../../../src/i18n/paths.ts'

interface Props {
  readonly params: Promise<{ lang: Language; id: string; target: string }>
  readonly searchParams: Promise<SearchParams>
}

export default adminPage(async ({ params, searchParams }: Props, user) => {
  const { lang, id, target } = await params
  if (!isLanguage(target)) notFound()
  const [t, format, api] = await Promise.all([getTranslations('admin'), getFormatter(), adminApi()])
  const listing = await bodyOf(api.GET('/api/v1/admin/tools/{id}', { params: { path: { id } } }))
  const textsIn = (language: string) => listing.texts.find((each) => each.language === language)
  const texts = textsIn(target)
  const here = localPath(lang, `/admin/tools/${id}/translate/${target}`)
  return (
    <AdminShell
      user={user}
      title={t('translationOf', { name: listing.name, language: languageNameIn(target, lang) })}
      search={await searchParams}
    >
      <div className="flex flex-wrap items-center gap-4">
        <LanguageStates id={id} source={listing.sourceLanguage} states={listing.languages} lang={lang} />
        <a href={localPath(lang, `/admin/tools/${id}`)} className="ink-link">
          {t('edit')}
        </a>
        <form action={nextTranslation}>
          <input type="hidden" name="language" value={target} />
          <input type="hidden" name="after" value={id} />
          <KeyButton letter="u" variant="outline" data-testid="next-untranslated">
            {t('nextUntranslated')}
          </KeyButton>
        </form>
      </div>
      {texts?.source === 'machine' && (
        <p className="text-sm text-ink-soft" data-testid="machine-note">
          {t('machineNote', {
            engine: texts.engine ?? '–',
            confidence: format.number(texts.confidence ?? 0, { style: 'percent' }),
          })}
        </p>
      )}
      <TextsForm
        key={`${id}-${target}-${texts?.revision ?? 0}`}
        id={id}
        language={target}
        source={target === listing.sourceLanguage ? undefined : textsIn(listing.sourceLanguage)}
        target={texts}
        back={here}
      />
    </AdminShell>
  )
})
