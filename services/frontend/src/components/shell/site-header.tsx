import { Menu, Plus } from 'lucide'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { languageNames } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { Wordmark } from '../logo.tsx'
import { type Theme, themes } from '../theme.ts'
import { ButtonLink, buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { NavLink } from './nav-link.tsx'
import { ThemeMenu } from './theme-menu.tsx'

/**
 * What stands over every page.
 *
 * @param person where who is here goes, in the bar and in the menu of small screens.
 */
export async function SiteHeader(props: {
  readonly theme: Theme
  readonly person: { readonly bar: ReactNode; readonly menu: ReactNode }
}) {
  const { theme, person } = props
  const [t, lang] = await Promise.all([getTranslations('shell'), getLocale()])
  const links = [
    { href: localPath(lang, '/tools'), text: t('tools') },
    { href: localPath(lang, '/rooms'), text: t('rooms') },
  ]
  const submit = localPath(lang, '/submit')
  const byTheme = (text: (theme: Theme) => string) =>
    Object.fromEntries(themes.map((name) => [name, text(name)])) as Record<Theme, string>
  return (
    <header className="sticky top-0 z-30 border-b-2 border-ink bg-paper">
      <div className="wrap flex h-15 items-center gap-2 max-[22rem]:gap-0 md:gap-4">
        <a href={localPath(lang, '/')} aria-label={t('home')} className="me-auto shrink-0 lg:me-4">
          <Wordmark />
        </a>
        <nav aria-label={t('navigation')} className="me-auto hidden gap-1 lg:flex">
          {links.map((link) => (
            <NavLink key={link.href} href={link.href}>
              {link.text}
            </NavLink>
          ))}
        </nav>
        <ButtonLink href={submit} variant="sun" size="sm" className="max-sm:hidden" data-testid="nav-submit">
          <Icon of={Plus} className="size-4" />
          {t('submit')}
        </ButtonLink>
        <div className="hidden items-center gap-1 lg:flex">{person.bar}</div>
        <LanguageMenu
          current={lang}
          texts={{
            button: t('languageMenu', { language: languageNames[lang] }),
            languages: t('languages'),
          }}
        />
        <ThemeMenu
          initial={theme}
          texts={{
            legend: t('themeLegend'),
            buttons: byTheme((name) => t('themeMenu', { theme: t(`theme.${name}`) })),
            themes: byTheme((name) => t(`theme.${name}`)),
          }}
        />
        <button
          type="button"
          popoverTarget="site-menu"
          aria-label={t('menu')}
          className={buttonClass({ variant: 'quiet', size: 'icon-sm' }, 'lg:hidden')}
        >
          <Icon of={Menu} className="size-5" />
        </button>
        <Popover id="site-menu" className="w-56 lg:hidden">
          <nav aria-label={t('navigation')} className="grid">
            {[...links, { href: submit, text: t('submit') }].map((link) => (
              <NavLink key={link.href} href={link.href}>
                {link.text}
              </NavLink>
            ))}
            {person.menu}
          </nav>
        </Popover>
      </div>
    </header>
  )
}
