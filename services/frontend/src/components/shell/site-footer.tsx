import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { languageNames, languages } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'
import { env } from '../../server/env.ts'
import { Wordmark } from '../logo.tsx'
import { CapabilityNote } from './capability-note.tsx'

/** What stands under every page. */
export async function SiteFooter() {
  const [t, account, lang] = await Promise.all([
    getTranslations('shell'),
    getTranslations('account'),
    getLocale(),
  ])
  const links = [
    { href: localPath(lang, '/tools'), text: t('tools') },
    { href: localPath(lang, '/rooms'), text: t('rooms') },
    { href: localPath(lang, '/submit'), text: t('submit') },
    { href: localPath(lang, '/account'), text: account('title') },
  ]
  return (
    <footer className="mt-16 border-t-2 border-ink bg-card">
      <div className="wrap grid gap-8 py-10 md:grid-cols-[1fr_auto]">
        <div className="grid max-w-[46ch] content-start gap-3">
          <Wordmark />
          <p className="text-ink-soft">{t('footerLine')}</p>
          <Suspense>
            <CapabilityNote />
          </Suspense>
        </div>
        <nav aria-label={t('footerNavigation')}>
          <ul className="grid grid-cols-2 gap-x-10 gap-y-2">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="ink-link">
                  {link.text}
                </a>
              </li>
            ))}
            <li>
              <a href={`${env().publicApiUrl}/docs`} className="ink-link">
                {t('api')}
              </a>
            </li>
          </ul>
        </nav>
        <ul
          aria-label={t('languages')}
          className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft md:col-span-2"
        >
          {languages.map((language) => (
            <li key={language}>
              <a
                href={localPath(language, '/')}
                hrefLang={language}
                lang={language}
                aria-current={language === lang ? 'true' : undefined}
                className="hover:text-ink hover:underline aria-[current]:font-bold aria-[current]:text-ink"
              >
                {languageNames[language]}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
}
