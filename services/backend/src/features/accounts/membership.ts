import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { By } from '../administration/changes.ts'
import { newId } from '../identifiers.ts'
import { writeMail } from './account-mails.ts'
import type { Identity, Role } from './accounts.ts'
import { cleanName } from './clean-name.ts'
import type { Mailer } from './mailer-port.ts'
import { hashPassword } from './passwords.ts'
import { digestOf, newToken } from './tokens.ts'

export type InvitedRole = Exclude<Role, 'guest'>

/** A sign-in on one device, as its owner sees it. */
export interface SessionView {
  readonly id: string
  readonly userAgent: string
  readonly ip: string
  /** It is the one that asks. */
  readonly current: boolean
  readonly createdAt: string
  readonly lastUsedAt: string
}

export interface InvitationView {
  readonly id: string
  readonly email: string
  readonly role: InvitedRole
  readonly invitedBy: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** What is asked of the tables. Tokens are kept as SHA-256 alone. */
export interface MembershipStore {
  sessions(userId: string): Promise<Omit<SessionView, 'current'>[]>
  endSession(userId: string, sessionId: string, by: By): Promise<boolean>
  exportOf(userId: string): Promise<Record<string, unknown>>
  /**
   * Takes away all that says who somebody is, in one transaction; their messages stay, without a name.
   *
   * @throws Problem `precondition` for the last administrator
   */
  erase(userId: string, by: By): Promise<void>
  invitations(): Promise<InvitationView[]>
  invite(
    invitation: { id: string; email: string; role: InvitedRole; hash: string; expiresAt: Date },
    by: By,
  ): Promise<void>
  revoke(id: string, by: By): Promise<boolean>
  /**
   * Makes the account, once. A guest who accepts becomes the member: their words stay theirs.
   *
   * @returns what stood in the way, or the account's id
   */
  accept(request: {
    hash: string
    name: string
    passwordHash: string
    lang: Language
    guestId: string | undefined
    ip: string
    requestId: string
  }): Promise<{ id: string; email: string } | 'unknown' | 'used' | 'expired' | 'taken'>
}

/** What members do with their own account, and how one is made. */
export interface Membership {
  sessions(of: Identity, currentId: string | null): Promise<SessionView[]>
  /** @throws Problem `not-found` */
  endSession(of: Identity, sessionId: string, by: By): Promise<void>
  /** Everything that is kept of somebody. */
  exportOf(of: Identity): Promise<Record<string, unknown>>
  /** @throws Problem `precondition` for the last administrator */
  erase(of: Identity, by: By): Promise<void>
  invitations(): Promise<InvitationView[]>
  /** @returns the token, the only time; `mailed`: the link went to the address by letter */
  invite(
    request: { email: string; role: InvitedRole; lang?: Language },
    by: By,
  ): Promise<{ id: string; token: string; expiresAt: string; mailed: boolean }>
  /** @throws Problem `not-found` */
  revoke(id: string, by: By): Promise<void>
  /** @throws Problem `forbidden` where nobody new may have an account, `not-found`, `gone` for a link that was used or is too old, `conflict` for an address with an account */
  accept(
    request: { token: string; name: string; password: string; lang: Language },
    client: { guestId: string | undefined; ip: string; requestId: string },
  ): Promise<{ email: string }>
}

/** Days that an invitation holds. */
const invitationDays = 14
/** Shortest password, in characters: length is what NIST SP 800-63B asks for, and no mixture of signs. */
export const shortestPassword = 10

const refusals = {
  unknown: ['not-found', 'There is no such invitation. Copy the whole link.'],
  used: ['gone', 'This invitation was used already. Sign in, or ask for another one.'],
  expired: ['gone', 'This invitation is no longer valid. Ask for another one.'],
  taken: ['conflict', 'There is an account with this address. Sign in.'],
} as const

/** @param parts `siteUrl` has no slash at its end */
export function createMembership(parts: {
  readonly store: MembershipStore
  readonly mailer: Mailer
  readonly siteUrl: string
  /** Nobody new may have an account, invited or not. */
  readonly closed: boolean
  readonly now?: () => number
}): Membership {
  const { store, mailer, siteUrl, closed, now = Date.now } = parts
  return {
    sessions: async ({ id }, currentId) =>
      (await store.sessions(id)).map((session) => ({ ...session, current: session.id === currentId })),
    endSession: async ({ id }, sessionId, by) => {
      if (!(await store.endSession(id, sessionId, by)))
        throw new Problem('not-found', 'You have no such session.')
    },
    exportOf: ({ id }) => store.exportOf(id),
    erase: ({ id }, by) => store.erase(id, by),
    invitations: () => store.invitations(),
    invite: async ({ email: given, role, lang = 'en' }, by) => {
      const email = given.trim().toLowerCase()
      const token = newToken()
      const expiresAt = new Date(now() + invitationDays * 86_400_000)
      const id = newId(now())
      await store.invite({ id, email, role, hash: digestOf(token), expiresAt }, by)
      // Who invites has the link at hand: a letter that does not leave is told, and nothing is lost.
      const letter = writeMail('invitation', lang, email, `${siteUrl}/${lang}/invitation?token=${token}`)
      const sent = () => true
      const mailed = mailer.available && (await mailer.send(letter).then(sent, () => false))
      return { id, token, expiresAt: expiresAt.toISOString(), mailed }
    },
    revoke: async (id, by) => {
      if (!(await store.revoke(id, by))) throw new Problem('not-found', 'There is no such invitation.')
    },
    accept: async ({ token, name, password, lang }, client) => {
      if (closed)
        throw new Problem('forbidden', 'No new accounts are made here.', { reason: 'sign-up-closed' })
      const passwordHash = await hashPassword(password)
      const made = await store.accept({
        hash: digestOf(token),
        name: cleanName(name),
        passwordHash,
        lang,
        ...client,
      })
      if (typeof made !== 'string') return { email: made.email }
      const [code, detail] = refusals[made]
      throw new Problem(code, detail, { reason: `invitation-${made}` })
    },
  }
}
