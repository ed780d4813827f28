import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { body, headword } from '../../src/components/fonts.ts'
import { ServiceWorker } from '../../src/components/shell/service-worker.tsx'
import { SiteFooter } from '../../src/components/shell/site-footer.tsx'
import { SiteHeader } from '../../src/components/shell/site-header.tsx'
import { SoftNavigation } from '../../src/components/shell/soft-navigation.tsx'
import { SiteConfigProvider } from '../../src/components/site-config.tsx'
import { themeCookie, themeOf } from '../../src/components/theme.ts'
import { PersonLinks } from '../../src/features/auth/person-links.tsx'
import { whoIsHere } from '../../src/features/auth/who-is-here.ts'
import { OutboxWatch } from '../../src/features/outbox/outbox-watch.tsx'
import { isLanguage } from '../../src/i18n/languages.ts'
import { localPath } from '../../src/i18n/paths.ts'
import { env } from '../../src/server/env.ts'
import { siteUrl } from '../../src/server/site-url.ts'

interface Props {
  readonly params: Promise<{ lang: string }>
  readonly children: ReactNode
}

export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(await siteUrl()),
    title: { default: 'Parlance', template: '%s · Parlance' },
    applicationName: 'Parlance',
    formatDetection: { telephone: false },
    icons: { icon: [{ url: '/icon.svg', type: 'image/svg+xml' }], apple: '/icons/apple-touch-icon.png' },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f4f5f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0d101d' },
  ],
}

export default async function RootLayout({ params, children }: Props) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const theme = themeOf((await cookies()).get(themeCookie)?.value)
  const { publicApiUrl, production, version } = env()
  const [t, account, seen] = await Promise.all([
    getTranslations('shell'),
    getTranslations('account'),
    whoIsHere(),
  ])
  const person = {
    seen: seen && { role: seen.role },
    places: {
      signIn: { href: localPath(lang, '/sign-in'), text: t('signIn') },
      account: { href: localPath(lang, '/account'), text: account('title') },
      administration: { href: localPath(lang, '/admin'), text: t('administration') },
    },
  }
  return (
    <html lang={lang} data-theme={theme} className={`${headword.variable} ${body.variable}`}>
      <body className="flex flex-col">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-md focus:bg-ink focus:px-4 focus:py-2 focus:text-paper"
        >
          {t('skip')}
        </a>
        <SiteConfigProvider value={{ apiUrl: publicApiUrl }}>
          <SiteHeader
            theme={theme}
            person={{
              bar: <PersonLinks form="bar" {...person} />,
              menu: <PersonLinks form="menu" {...person} />,
            }}
          />
          <main id="content" tabIndex={-1} className="grow outline-none">
            {children}
          </main>
          <SiteFooter />
          <SoftNavigation />
          <OutboxWatch
            texts={{ waiting: t('outboxWaiting'), failed: t('outboxFailed'), open: t('outboxOpen') }}
          />
          {production && <ServiceWorker version={version} />}
        </SiteConfigProvider>
      </body>
    </html>
  )
}
