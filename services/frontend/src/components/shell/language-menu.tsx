'use client'

import { ChevronDown } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { type Language, languageNames, languages } from '../../i18n/languages.ts'
import { languageCookie, samePageIn } from '../../i18n/paths.ts'
import { remember } from '../remember.ts'
import { LanguageTab } from '../ui/badge.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'

/** The interface language: links to this same page in each language. */
export function LanguageMenu(props: {
  readonly current: Language
  readonly texts: { readonly button: string; readonly languages: string }
}) {
  const { current, texts } = props
  const pathname = usePathname()
  const search = useSearchParams().toString()
  return (
    <>
      <button
        type="button"
        popoverTarget="language-menu"
        data-testid="language-menu-button"
        className={buttonClass({ variant: 'quiet', size: 'sm' }, 'px-2!')}
      >
        {/* What is seen has to be part of the name: people say it to operate the button by voice. */}
        <LanguageTab language={current} className="text-sm!" />
        <span className="sr-only">{texts.button}</span>
        <ChevronDown className="size-4" aria-hidden />
      </button>
      <Popover id="language-menu" className="w-52">
        <ul aria-label={texts.languages}>
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
                <LanguageTab language={language} />
              </a>
            </li>
          ))}
        </ul>
      </Popover>
    </>
  )
}
