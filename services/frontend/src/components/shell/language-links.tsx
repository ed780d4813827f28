'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { languageCookie, samePageIn } from '../../i18n/paths.ts'
import { remember } from '../remember.ts'

/** Links to this same page in each language. */
export function LanguageLinks(props: {
  readonly current: Language
  readonly label: string
  /** What stands beside each language's name. */
  readonly tabs: Readonly<Record<Language, ReactNode>>
}) {
  const { current, label, tabs } = props
  const pathname = usePathname()
  const search = useSearchParams().toString()
  return (
    <ul aria-label={label}>
      {languages.map((language) => (
        <li key={language}>
          {/* A full load: the root layout, and with it the language of the document, changes. */}
          <a
            href={`${samePageIn(language, pathname)}${search ? `?${search}` : ''}`}
            hrefLang={language}
            lang={language}
            aria-current={language === current ? 'true' : undefined}
            onClick={() => remember(languageCookie, language)}
            className="flex items-center justify-between rounded-md px-3 py-2 hover:bg-ink/8 aria-[current]:font-bold"
          >
            {languageNames[language]}
            {tabs[language]}
          </a>
        </li>
      ))}
    </ul>
  )
}
