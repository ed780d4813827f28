import { ChevronDown } from 'lucide'
import { type ReactNode, Suspense } from 'react'
import { type Language, languages } from '../../i18n/languages.ts'
import { LanguageTab } from '../ui/badge.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { LanguageLinks } from './language-links.tsx'

/** The interface language. Plain HTML; only where its links lead changes with the page. */
export function LanguageMenu(props: {
  readonly current: Language
  readonly texts: { readonly button: string; readonly languages: string }
}) {
  const { current, texts } = props
  const tabs = Object.fromEntries(
    languages.map((language) => [language, <LanguageTab key={language} language={language} />]),
  ) as Record<Language, ReactNode>
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
        <Icon of={ChevronDown} className="size-4" />
      </button>
      <Popover id="language-menu" className="w-52">
        <Suspense>
          <LanguageLinks current={current} label={texts.languages} tabs={tabs} />
        </Suspense>
      </Popover>
    </>
  )
}
