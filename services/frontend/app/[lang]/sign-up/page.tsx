import { getTranslations } from 'next-intl/server'
import { AccountForm } from '../../../src/features/account/account-form.tsx'
import { accountOptions } from '../../../src/features/account/account-options.ts'
import { metadataWithOutage, withOutage } from '../../../src/features/outage/with-outage.tsx'
import type { SearchParams } from '../../../src/features/tools/filters.ts'
import type { Language } from '../../../src/i18n/languages.ts'
import { localPath } from '../../../src/i18n/paths.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'
import { pageMetadata } from '../../../src/server/page-metadata.ts'

interface Props {
  readonly params: Promise<{ lang: Language }>
  readonly searchParams: Promise<SearchParams>
}

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('account')]
  return pageMetadata({
    lang,
    path: '/sign-up',
    title: t('signUp.title'),
    description: t('signUp.lead'),
    hidden: true,
  })
})

export default withOutage(async function SignUpPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  const { signUp, mail } = await accountOptions()
  const refusal = signUp === 'open' ? (mail ? undefined : 'noMail') : 'closed'
  const sent = search.sent ? ('sent' as const) : undefined
  const kind = sent ?? refusal
  return (
    <AccountForm
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      action={localPath(lang, '/sign-up/form')}
      fields={['name', 'email', 'password']}
      button={t('signUp.make')}
      search={search}
      instead={kind && { tone: sent ? 'good' : 'warn', text: t(`signUp.${kind}`), kind }}
    >
      <a href={localPath(lang, '/sign-in')} className="ink-link justify-self-start">
        {t('signUp.haveOne')}
      </a>
    </AccountForm>
  )
})
