import { useTranslations } from 'next-intl'
import type { AdminLanguageState } from '../../api/rest-types.ts'
import { classNames } from '../../components/class-names.ts'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

const looks = {
  source: 'border-ink bg-ink text-paper',
  person: 'border-teal bg-teal-soft',
  machine: 'border-sun bg-sun-soft',
  missing: 'border-dashed border-ink-soft',
} as const

/** How a listing stands in each language: each leads to its translation. Told by words and by form, not by colour alone. */
export function LanguageStates(props: {
  readonly id: string
  readonly source: string
  readonly states: readonly AdminLanguageState[]
  readonly lang: Language
}) {
  const { id, source, states, lang } = props
  const t = useTranslations('admin')
  return (
    <ul className="flex flex-wrap gap-1">
      {languages.map((language) => {
        const kind = kindOf(language, source, states)
        // The name begins with what is seen: so it can be spoken to.
        const said = `${language.toUpperCase()}, ${languageNames[language]}: ${t(`kinds.${kind}`)}`
        return (
          <li key={language}>
            <a
              href={localPath(lang, `/admin/tools/${id}/translate/${language}`)}
              aria-label={said}
              title={said}
              data-kind={kind}
              className={classNames(
                'block rounded-sm border-2 px-1.5 text-xs leading-6 font-bold uppercase',
                looks[kind],
              )}
            >
              {language}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** Who wrote a language: it is the source, a person wrote or read it, a machine made it, or it is not there. */
export function kindOf(
  language: string,
  source: string,
  states: readonly AdminLanguageState[],
): keyof typeof looks {
  if (language === source) return 'source'
  const state = states.find((each) => each.language === language)
  if (!state) return 'missing'
  return state.reviewed || state.source === 'human' ? 'person' : 'machine'
}
