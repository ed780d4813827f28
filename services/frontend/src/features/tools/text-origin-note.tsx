import { Languages } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import type { Tool } from '../../api/rest-types.ts'
import { LanguageTab } from '../../components/ui/badge.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { languageNameIn } from '../../i18n/language-name.ts'
import { isLanguage, type Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { engineName } from './engine-name.ts'

/** Which language the texts are really in, who translated them, and the way to the original. */
export function TextOriginNote({ tool, original }: { readonly tool: Tool; readonly original: boolean }) {
  const t = useTranslations('tool')
  const lang = useLocale()
  const page = localPath(lang, `/tools/${tool.slug}`)
  const source = tool.sourceLanguage
  const translator = source === lang ? undefined : tool.translation?.source
  const fellBack = fallbackLanguageOf(tool, lang)
  if (!original && !translator && !fellBack) return null
  const link = original ? (
    <a href={page} data-keep-place="" className="ink-link font-semibold" data-testid="show-translation">
      {t('showTranslation', { language: languageNameIn(lang, lang) })}
    </a>
  ) : (
    translator && (
      <a
        href={`${page}?show=original`}
        data-keep-place=""
        className="ink-link font-semibold"
        data-testid="show-original"
      >
        {t('showOriginal')}
      </a>
    )
  )
  return (
    <p
      data-testid="text-origin"
      data-engine={tool.translation?.engine ?? undefined}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft"
    >
      <Icon of={Languages} className="size-4 shrink-0" />
      {original && t('originalIn', { language: languageNameIn(source, lang) })}
      {!original && translator && isLanguage(source) && <LanguageTab language={source} />}
      {!original &&
        translator === 'human' &&
        t('translatedByPerson', { language: languageNameIn(source, lang) })}
      {!original && translator === 'machine' && (
        <>
          {t('translatedBy', {
            language: languageNameIn(source, lang),
            engine: engineName(tool.translation?.engine),
          })}
          {tool.translation?.reviewed && ` ${t('reviewed')}`}
        </>
      )}
      {!original && fellBack && t('notYet', { language: languageNameIn(fellBack, lang) })}
      {link}
    </p>
  )
}

/** The language that the texts fell back to, where there are none in the page's. */
function fallbackLanguageOf(tool: Tool, page: Language): string | undefined {
  const real = tool.languages.description ?? tool.languages.overview ?? tool.languages.tagline
  return real !== page ? real : undefined
}
