import { getFormatter, getTranslations } from 'next-intl/server'
import type { PasskeyList as Passkeys } from '../../api/rest-types.ts'
import { Button } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/input.tsx'
import { removePasskey, renamePasskey } from './access-actions.ts'

/** One's passkeys, each with a form to call it something else and one to take it away: plain forms, which work without scripts. */
export async function PasskeyList({ items }: Pick<Passkeys, 'items'>) {
  const [t, format] = [await getTranslations('account'), await getFormatter()]
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' })
  return (
    <ul className="grid gap-2">
      {items.map(({ id, name, lastUsedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-start justify-between gap-3 rounded-lg border-2 border-line bg-card p-4"
          data-testid="passkey"
        >
          <div className="grid gap-1">
            <p className="font-semibold" data-testid="passkey-name">
              {name}
            </p>
            <p className="text-sm text-ink-soft">
              {lastUsedAt ? t('lastUsed', { time: day(lastUsedAt) }) : t('passkeys.unused')}
            </p>
            <details>
              <summary className="ink-link w-fit cursor-pointer text-sm">
                {t('passkeys.rename')}
                <span className="sr-only">: {name}</span>
              </summary>
              <form action={renamePasskey} className="mt-2 flex flex-wrap gap-2">
                <input type="hidden" name="id" value={id} />
                <Input
                  name="name"
                  required
                  maxLength={60}
                  defaultValue={name}
                  autoComplete="off"
                  aria-label={t('passkeys.name')}
                />
                <Button type="submit" size="sm" data-testid="passkey-rename">
                  {t('passkeys.save')}
                </Button>
              </form>
            </details>
          </div>
          <form action={removePasskey}>
            <input type="hidden" name="id" value={id} />
            <Button
              type="submit"
              size="sm"
              variant="outline"
              aria-label={`${t('passkeys.remove')}: ${name}`}
              data-testid="passkey-remove"
            >
              {t('passkeys.remove')}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  )
}
