'use client'

import { CircleUser } from 'lucide'
import type { User } from '../../api/rest-types.ts'
import { NavLink } from '../../components/shell/nav-link.tsx'
import { buttonClass } from '../../components/ui/button.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { isEditor } from './is-editor.ts'
import { useKnownSession } from './use-known-session.ts'

/** Where somebody who signs in, or has, goes from any page: paths and words. */
export interface PersonPlaces {
  readonly signIn: Place
  readonly account: Place
  readonly administration: Place
}

interface Place {
  readonly href: string
  readonly text: string
}

interface Props {
  readonly places: PersonPlaces
  /** Who the server saw. This browser knows it longer than an access token lives. */
  readonly seen: Pick<User, 'role'> | undefined
  /** In the bar the account is a sign, in the menu of small screens a line. */
  readonly form: 'bar' | 'menu'
}

/** Signing in, or one's account and what one may administer. Guests have a name here, and nothing more. */
export function PersonLinks({ places, seen, form }: Props) {
  const user = useKnownSession()?.user ?? seen
  const { signIn, account, administration } = places
  if (!user || user.role === 'guest') return <NavLink href={signIn.href}>{signIn.text}</NavLink>
  return (
    <>
      {isEditor(user) && <NavLink href={administration.href}>{administration.text}</NavLink>}
      {form === 'menu' ? (
        <NavLink href={account.href}>{account.text}</NavLink>
      ) : (
        <a
          href={account.href}
          aria-label={account.text}
          title={account.text}
          data-testid="account-link"
          className={buttonClass({ variant: 'quiet', size: 'icon-sm' })}
        >
          <Icon of={CircleUser} className="size-5" />
        </a>
      )}
    </>
  )
}
