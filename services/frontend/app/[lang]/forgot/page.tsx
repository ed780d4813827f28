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
    path: '/forgot',
    title: t('forgot.title'),
    description: t('forgot.lead'),
    hidden: true,
  })
})

export default withOutage(async function ForgotPage({ params, searchParams }: Props) {
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
