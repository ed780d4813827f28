import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '../../../src/components/client-messages.tsx'
import { accountOptions } from '../../../src/features/account/account-options.ts'
import { signInFaults } from '../../../src/features/auth/sign-in-fault.ts'
import { SignInDesk } from '../../../src/features/auth/sign-in-form.tsx'
import { wayBackOf } from '../../../src/features/auth/way-back.ts'
import { whoIsHere } from '../../../src/features/auth/who-is-here.ts'
import { metadataWithOutage, withOutage } from '../../../src/features/outage/with-outage.tsx'
import type { SearchParams } from '../../../src/features/tools/filters.ts'
import type { Language } from '../../../src/i18n/languages.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'
import { pageMetadata } from '../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('auth')]
  return pageMetadata({ lang, path: '/sign-in', title: t('title'), description: t('lead'), hidden: true })
})

export default withOutage(async function SignInPage({ searchParams }: Props) {
  await backendAnswers()
  const [t, search, { passkeys }] = [
    await getTranslations('auth'),
    await searchParams,
    await accountOptions(),
  ]
  return (
    <div className="wrap py-10 md:py-16">
      <div className="grid max-w-md gap-6">
        <div className="grid gap-3">
          <h1 className="text-4xl md:text-5xl">{t('title')}</h1>
          <p className="text-ink-soft">{t('lead')}</p>
        </div>
        <ClientMessages names={['auth']}>
          <SignInDesk
            known={await whoIsHere()}
            fault={signInFaults.find((name) => name === search.fault)}
            back={wayBackOf(search)}
            passkeys={passkeys}
          />
        </ClientMessages>
      </div>
    </div>
  )
})
