import { getTranslations } from 'next-intl/server'
import { AccountForm } from '../../../src/features/account/account-form.tsx'
import { accountOptions } from '../../../src/features/account/account-options.ts'
import { type AccountPageProps, accountMetadata } from '../../../src/features/account/account-page.ts'
import { withOutage } from '../../../src/features/outage/with-outage.tsx'
import { localPath } from '../../../src/i18n/paths.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'

export const generateMetadata = accountMetadata('signUp', '/sign-up')

export default withOutage(async function SignUpPage({ params, searchParams }: AccountPageProps) {
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
