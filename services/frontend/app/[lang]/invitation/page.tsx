import { getTranslations } from 'next-intl/server'
import { Button } from '../../../src/components/ui/button.tsx'
import { Field } from '../../../src/components/ui/field.tsx'
import { Input } from '../../../src/components/ui/input.tsx'
import { Notice } from '../../../src/components/ui/notice.tsx'
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

const faults = ['used', 'expired', 'unknown', 'taken', 'other'] as const

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('account')]
  return pageMetadata({
    lang,
    path: '/invitation',
    title: t('invitation.title'),
    description: t('invitation.lead'),
    hidden: true,
  })
})

export default withOutage(async function InvitationPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  const fault = faults.find((name) => name === search.fault)
  const token = typeof search.token === 'string' ? search.token.slice(0, 100) : ''
  return (
    <div className="wrap grid max-w-xl gap-6 py-10 md:py-16">
      <h1 className="text-4xl">{t('invitation.title')}</h1>
      <p className="text-ink-soft">{t('invitation.lead')}</p>
      {fault && (
        <Notice tone="bad" role="alert" data-testid="invitation-fault" data-fault={fault}>
          {t(`invitation.faults.${fault}`)}
        </Notice>
      )}
      <form
        method="post"
        action={localPath(lang, '/invitation/form')}
        className="grid gap-4"
        data-testid="invitation-form"
      >
        <input type="hidden" name="token" value={token} />
        <Field id="invitation-name" label={t('invitation.name')}>
          <Input id="invitation-name" name="name" required maxLength={40} autoComplete="nickname" />
        </Field>
        <Field id="invitation-password" label={t('invitation.password')} hint={t('invitation.passwordHint')}>
          <Input
            id="invitation-password"
            name="password"
            type="password"
            required
            minLength={10}
            maxLength={1024}
            autoComplete="new-password"
            aria-describedby="invitation-password-hint"
          />
        </Field>
        <Button type="submit" className="justify-self-start">
          {t('invitation.accept')}
        </Button>
      </form>
    </div>
  )
})
