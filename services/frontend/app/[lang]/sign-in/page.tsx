import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '../../../src/components/client-messages.tsx'
import { SignInDesk } from '../../../src/features/auth/sign-in-form.tsx'
import type { Language } from '../../../src/i18n/languages.ts'
import { pageMetadata } from '../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ lang }, t] = [await params, await getTranslations('auth')]
  return pageMetadata({ lang, path: '/sign-in', title: t('title'), description: t('lead'), hidden: true })
}

export default async function SignInPage() {
  const t = await getTranslations('auth')
  return (
    <div className="wrap py-10 md:py-16">
      <div className="grid max-w-md gap-6">
        <div className="grid gap-3">
          <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
          <p className="text-ink-soft">{t('lead')}</p>
        </div>
        <ClientMessages names={['auth']}>
          <SignInDesk />
        </ClientMessages>
      </div>
    </div>
  )
}
