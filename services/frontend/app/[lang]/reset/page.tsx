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
    path: '/reset',
    title: t('reset.title'),
    description: t('reset.lead'),
    hidden: true,
  })
})

export default withOutage(async function ResetPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  const token = typeof search.token === 'string' ? search.token.slice(0, 100) : ''
  return (
    <AccountForm
      title={t('reset.title')}
      lead={t('reset.lead')}
      action={localPath(lang, '/reset/form')}
      fields={['password']}
      button={t('reset.save')}
      search={search}
      token={token}
      instead={search.done ? { tone: 'good', text: t('reset.done'), kind: 'done' } : undefined}
    >
      {search.done && (
        <ButtonLink href={localPath(lang, '/sign-in')} className="justify-self-start">
          {t('signIn')}
        </ButtonLink>
      )}
    </AccountForm>
  )
})
