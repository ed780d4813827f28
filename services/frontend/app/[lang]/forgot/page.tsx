import { getTranslations } from 'next-intl/server'
import { AccountForm } from '../../../src/features/account/account-form.tsx'
import { accountOptions } from '../../../src/features/account/account-options.ts'
import { type AccountPageProps, accountMetadata } from '../../../src/features/account/account-page.ts'
import { withOutage } from '../../../src/features/outage/with-outage.tsx'
import { localPath } from '../../../src/i18n/paths.ts'
import { backendAnswers } from '../../../src/server/backend-answers.ts'

export const generateMetadata = accountMetadata('forgot', '/forgot')

export default withOutage(async function ForgotPage({ params, searchParams }: AccountPageProps) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  const { mail } = await accountOptions()
  const sent = search.sent ? ('sent' as const) : undefined
  const kind = sent ?? (mail ? undefined : 'noMail')
  return (
    <AccountForm
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      action={localPath(lang, '/forgot/form')}
      fields={['email']}
      button={t('forgot.send')}
      search={search}
      instead={kind && { tone: sent ? 'good' : 'warn', text: t(`forgot.${kind}`), kind }}
    />
  )
})
