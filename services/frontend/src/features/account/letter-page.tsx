import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '../../components/ui/button.tsx'
import { localPath } from '../../i18n/paths.ts'
import { backendAnswers } from '../../server/backend-answers.ts'
import { AccountForm } from './account-form.tsx'
import type { AccountPageProps } from './account-page.ts'

/** A page that a letter leads to: its button sends the letter's token, and when that is done one can sign in. */
export async function renderLetterPage(
  name: 'reset' | 'confirm',
  fields: readonly 'password'[],
  { params, searchParams }: AccountPageProps,
) {
  await backendAnswers()
  const [{ lang }, search, t] = [await params, await searchParams, await getTranslations('account')]
  return (
    <AccountForm
      title={t(`${name}.title`)}
      lead={t(`${name}.lead`)}
      action={localPath(lang, `/${name}/form`)}
      fields={fields}
      button={name === 'reset' ? t('reset.save') : t('confirm.confirm')}
      search={search}
      token={typeof search.token === 'string' ? search.token.slice(0, 100) : ''}
      instead={search.done ? { tone: 'good', text: t(`${name}.done`), kind: 'done' } : undefined}
    >
      {search.done && (
        <ButtonLink href={localPath(lang, '/sign-in')} className="justify-self-start">
          {t('signIn')}
        </ButtonLink>
      )}
    </AccountForm>
  )
}
