import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import type { User } from '../../api/rest-types.ts'
import { ButtonLink } from '../../components/ui/button.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { localPath } from '../../i18n/paths.ts'
import { isEditor } from '../auth/is-editor.ts'
import { whoIsHere } from '../auth/who-is-here.ts'
import { withOutage } from '../outage/with-outage.tsx'
import { Renewal } from './renewal.tsx'

/**
 * A page for editors and administrators; anybody else is led to the sign-in. What the backend refuses or does not have is
 * said, and never a fault.
 */
export function adminPage<Props>(
  page: (props: Props, user: User) => Promise<ReactNode>,
  { administrators = false }: { readonly administrators?: boolean } = {},
): (props: Props) => Promise<ReactNode> {
  return withOutage(async (props: Props) => {
    const user = await whoIsHere()
    if (!user || user.role === 'guest') return <Gate text="signInFirst" />
    if (user.needsSecondFactor) return <Gate text="needsFactor" />
    if (administrators ? user.role !== 'admin' : !isEditor(user)) return <Gate text="notForYou" />
    try {
      return await page(props, user)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status === 404 || error.status === 400) notFound()
      if (error.status === 401) return <Gate text="signInFirst" />
      if (error.status === 403) return <Gate text="notForYou" />
      throw error
    }
  })
}

async function Gate({ text }: { readonly text: 'signInFirst' | 'notForYou' | 'needsFactor' }) {
  const [t, lang] = await Promise.all([getTranslations('admin'), getLocale()])
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16" data-testid="admin-gate">
      <h1 className="text-4xl">{t('title')}</h1>
      <Notice tone="warn">
        <p>{t(text)}</p>
        <p className="mt-3">
          {text === 'needsFactor' ? (
            <ButtonLink href={`${localPath(lang, '/account')}#second-factor`}>{t('toAccount')}</ButtonLink>
          ) : (
            <ButtonLink href={`${localPath(lang, '/sign-in')}?to=admin`} data-testid="admin-sign-in">
              {t('signIn')}
            </ButtonLink>
          )}
        </p>
      </Notice>
      {text === 'signInFirst' && <Renewal />}
    </div>
  )
}
