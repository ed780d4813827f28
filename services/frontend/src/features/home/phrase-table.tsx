import { LanguageTab } from '../../components/ui/badge.tsx'
import type { Language } from '../../i18n/languages.ts'
import { languages } from '../../i18n/languages.ts'

/** One sentence as people of each language would say it; written by hand, like the page of a phrasebook it imitates. */
const phrase: Readonly<Record<Language, string>> = {
  en: 'Does it work with my own footage?',
  fr: 'Ça marche avec mes propres images\u202f?',
  es: '¿Funciona con mis propias grabaciones?',
  it: 'Funziona con le mie riprese?',
  de: 'Geht das auch mit eigenem Material?',
  nl: 'Werkt het met mijn eigen beelden?',
  pt: 'Funciona com as minhas próprias filmagens?',
}

/** The hero's picture: one question in seven languages, the reader's own on top. */
export function PhraseTable({ current, label }: { readonly current: Language; readonly label: string }) {
  const order = [current, ...languages.filter((language) => language !== current)]
  return (
    <ul
      aria-label={label}
      className="overflow-hidden rounded-lg border-2 border-ink bg-card text-ink shadow-[8px_8px_0_var(--on-sun)]"
    >
      {order.map((language, index) => (
        <li
          key={language}
          className={
            index === 0
              ? 'flex items-center gap-4 bg-ink px-5 py-5 text-paper'
              : 'flex items-center gap-4 border-t border-line px-5 py-2.5'
          }
        >
          <LanguageTab
            language={language}
            className={index === 0 ? 'bg-sun! text-[0.875rem] text-on-sun!' : 'w-9 text-center'}
          />
          <span
            lang={language}
            className={index === 0 ? 'font-display text-xl leading-snug font-bold sm:text-2xl' : ''}
          >
            {phrase[language]}
          </span>
        </li>
      ))}
    </ul>
  )
}
