import { getFormatter, getTranslations } from 'next-intl/server'
import { bodyOf } from '../../../src/api/client.ts'
import { Button, ButtonLink } from '../../../src/components/ui/button.tsx'
import { Notice } from '../../../src/components/ui/notice.tsx'
import { endSession, eraseAccount } from '../../../src/features/account/account-actions.ts'
import { OwnAccess } from '../../../src/features/account/own-access.tsx'
import { adminApi } from '../../../src/features/admin/admin-api.ts'
import { Renewal } from '../../../src/features/admin/renewal.tsx'
import { KeepSession } from '../../../src/features/auth/keep-session.tsx'
import { whoIsHere } from '../../../src/features/auth/who-is-here.ts'
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

const outcomes = ['ended', 'erased', 'revoked', 'renamed', 'removed', 'failed'] as const

export const generateMetadata = metadataWithOutage(async ({ params }: Props) => {
  const [{ lang }, t] = [await params, await getTranslations('account')]
  return pageMetadata({ lang, path: '/account', title: t('title'), description: t('title'), hidden: true })
})

export default withOutage(async function AccountPage({ params, searchParams }: Props) {
  await backendAnswers()
  const [{ lang }, search, t, format, user, api] = [
    await params,
    await searchParams,
    await getTranslations('account'),
    await getFormatter(),
    await whoIsHere(),
    await adminApi(),
  ]
  const outcome = outcomes.find((name) => name === search.done)
  const said = outcome && (
    <Notice
      tone={outcome === 'failed' ? 'bad' : 'good'}
      role="status"
      data-testid="account-done"
      data-done={outcome}
    >
      {t(`outcomes.${outcome}`)}
    </Notice>
  )
  if (!user) {
    return (
      <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16">
        <h1 className="text-4xl">{t('title')}</h1>
        {said}
        <ButtonLink href={localPath(lang, '/sign-in')} className="justify-self-start">
          {t('signIn')}
        </ButtonLink>
        {outcome !== 'erased' && <Renewal />}
      </div>
    )
  }
  const { items } = await bodyOf(api.GET('/api/v1/me/sessions'))
  return (
    <div className="wrap grid max-w-3xl gap-8 py-10 md:py-16">
      <h1 className="text-4xl">{user.name}</h1>
      {said}
      {items.length > 0 && (
        <section className="grid gap-3">
          <h2 className="text-2xl">{t('sessions')}</h2>
          <ul className="grid gap-2">
            {items.map((session) => (
              <li
                key={session.id}
                className="flex flex-wrap items-center justify-between gap-3 rounded-lg border-2 border-line bg-card p-4"
                data-testid="session"
              >
                <div>
                  <p className="font-semibold">{session.current ? t('thisOne') : session.userAgent || '–'}</p>
                  <p className="text-sm text-ink-soft">
                    {t('lastUsed', {
                      time: format.dateTime(new Date(session.lastUsedAt), {
                        dateStyle: 'medium',
                        timeStyle: 'short',
                      }),
                    })}
                    {session.ip && ` · ${session.ip}`}
                  </p>
                </div>
                {!session.current && (
                  <form action={endSession}>
                    <input type="hidden" name="id" value={session.id} />
                    <Button type="submit" size="sm" variant="outline" data-testid="session-end">
                      {t('end')}
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {user.role !== 'guest' && <OwnAccess user={user} />}
      <section className="grid gap-3">
        <h2 className="text-2xl">{t('data')}</h2>
        <p>{t('dataText')}</p>
        <a
          href={localPath(lang, '/account/data')}
          download="parlance.json"
          className="ink-link justify-self-start"
          data-testid="own-data"
        >
          {t('download')}
        </a>
      </section>
      <section className="grid gap-3">
        <h2 className="text-2xl">{t('erase')}</h2>
        <p>{t('eraseText')}</p>
        <form action={eraseAccount} className="grid justify-items-start gap-3">
          <label className="flex items-center gap-2">
            <input type="checkbox" name="sure" required className="size-5" />
            {t('sure')}
          </label>
          <Button type="submit" variant="danger" data-testid="erase">
            {t('erase')}
          </Button>
        </form>
      </section>
      <KeepSession />
    </div>
  )
})
