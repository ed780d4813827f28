import { getFormatter, getTranslations } from 'next-intl/server'
import type { InvitationList as Invitations } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { revokeInvitation } from './actions.ts'

/** Invitations that nobody has accepted yet, each with a button that takes it back; nothing where there are none. */
export async function InvitationList(props: Pick<Invitations, 'items'> & { readonly back: string }) {
  const [t, format] = [await getTranslations('admin'), await getFormatter()]
  if (props.items.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2 className="text-2xl">{t('invite.waiting')}</h2>
      <ul className="grid gap-2">
        {props.items.map(({ id, email, role, invitedBy, expiresAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border-2 border-line bg-card p-4"
            data-testid="invitation"
          >
            <div>
              <p className="font-semibold">{email}</p>
              <p className="text-sm text-ink-soft">
                {t(`roles.${role}`)}
                {invitedBy && ` · ${t('invite.by', { name: invitedBy })}`} ·{' '}
                {t('invite.until', {
                  time: format.dateTime(new Date(expiresAt), { dateStyle: 'medium' }),
                })}
              </p>
            </div>
            <form action={revokeInvitation}>
              <input type="hidden" name="back" value={props.back} />
              <input type="hidden" name="id" value={id} />
              <Button
                type="submit"
                size="sm"
                variant="outline"
                aria-label={`${t('invite.revoke')}: ${email}`}
                data-testid="invitation-revoke"
              >
                {t('invite.revoke')}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
