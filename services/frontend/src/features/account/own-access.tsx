import { getFormatter, getTranslations } from 'next-intl/server'
import { bodyOf } from '../../api/client.ts'
import type { User } from '../../api/rest-types.ts'
import { ClientMessages } from '../../components/client-messages.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { adminApi } from '../admin/admin-api.ts'
import { revokeToken } from './access-actions.ts'
import { accountOptions } from './account-options.ts'
import { AddPasskey } from './add-passkey.tsx'
import { PasskeyList } from './passkey-list.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import { TokenForm } from './token-form.tsx'

/** How a member gets in beside the password: passkeys, the second factor, and tokens for programs. */
export async function OwnAccess({ user }: { readonly user: User }) {
  const [t, format, api] = [await getTranslations('account'), await getFormatter(), await adminApi()]
  const [factor, { items }, passkeys, options] = await Promise.all([
    bodyOf(api.GET('/api/v1/me/second-factor')),
    bodyOf(api.GET('/api/v1/me/tokens')),
    bodyOf(api.GET('/api/v1/me/passkeys')),
    accountOptions(),
  ])
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' })
  return (
    <ClientMessages names={['account']}>
      {user.needsSecondFactor && (
        <Notice tone="warn" data-testid="factor-demanded">
          {t(passkeys.items.length > 0 ? 'passkeys.show' : 'factor.demanded')}
        </Notice>
      )}
      {(options.passkeys || passkeys.items.length > 0) && (
        <section className="grid gap-3" id="passkeys">
          <h2 className="text-2xl">{t('passkeys.title')}</h2>
          <p>{t('passkeys.lead')}</p>
          {passkeys.items.length > 0 && <PasskeyList items={passkeys.items} />}
          <AddPasskey />
        </section>
      )}
      <section className="grid gap-3" id="second-factor">
        <h2 className="text-2xl">{t('factor.title')}</h2>
        <p>{t('factor.lead')}</p>
        <SecondFactorForm enabled={factor.enabled} codesLeft={factor.codesLeft} />
      </section>
      <section className="grid gap-3">
        <h2 className="text-2xl">{t('tokens.title')}</h2>
        <p>{t('tokens.lead')}</p>
        {items.length > 0 && (
          <ul className="grid gap-2">
            {items.map((token) => (
              <li
                key={token.id}
                className="flex flex-wrap items-center justify-between gap-3 rounded-lg border-2 border-line bg-card p-4"
                data-testid="token"
              >
                <div>
                  <p className="font-semibold">
                    {token.name} <code className="font-normal">{token.prefix}…</code>
                  </p>
                  <p className="text-sm text-ink-soft">
                    {t(`tokens.${token.scope}`)} ·{' '}
                    {token.lastUsedAt ? t('lastUsed', { time: day(token.lastUsedAt) }) : t('tokens.unused')}
                    {token.expiresAt && ` · ${t('tokens.until', { time: day(token.expiresAt) })}`}
                  </p>
                </div>
                <form action={revokeToken}>
                  <input type="hidden" name="id" value={token.id} />
                  <Button
                    type="submit"
                    size="sm"
                    variant="outline"
                    aria-label={`${t('tokens.revoke')}: ${token.name}`}
                    data-testid="token-revoke"
                  >
                    {t('tokens.revoke')}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <TokenForm />
      </section>
    </ClientMessages>
  )
}
