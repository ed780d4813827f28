import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '../../../src/components/ui/button.tsx'
import { AccountForm } from '../../../src/features/account/account-form.tsx'
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
    path: '/confirm',
    title: t('confirm.title'),
    description: t('confirm.lead'),
    hidden: true,
  })
})

export default withOutage(async function ConfirmPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  const token = typeof search.token === 'string' ? search.token.slice(0, 100) : ''
  return (
    <AccountForm
      title={t('confirm.title')}
      lead={t('confirm.lead')}
      action={localPath(lang, '/confirm/form')}
      fields={[]}
      button={t('confirm.confirm')}
      search={search}
      token={token}
      instead={search.done ? { tone: 'good', text: t('confirm.done'), kind: 'done' } : undefined}
    >
      {search.done && (
        <ButtonLink href={localPath(lang, '/sign-in')} className="justify-self-start">
          {t('signIn')}
        </ButtonLink>
      )}
    </AccountForm>
  )
})
