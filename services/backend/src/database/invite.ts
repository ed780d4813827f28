import type { Client } from 'pg'
import { digestOf, newToken } from '../features/accounts/tokens.ts'
import { newId } from '../features/identifiers.ts'

/** What an invitation of the command line is. */
export interface CommandInvitation {
  readonly email: string
  readonly role: string
  readonly expiresAt: string
  /** Of the page that accepts it, with the token, which is shown this once. */
  readonly link: string
}

const roles = ['member', 'editor', 'admin']
const days = 14

/**
 * Invites somebody in the operator's name: nobody of the site is named as the one who did.
 *
 * @param words address, role, and another site than `site`, for a developer's machine
 * @throws Error for a role that is none, and for an address that has an account
 */
export async function inviteByCommand(
  client: Client,
  [given = '', role = 'editor', other]: readonly string[],
  site: string,
): Promise<CommandInvitation> {
  if (!roles.includes(role)) throw new Error(`there is no role ${role}: one of ${roles.join(', ')}`)
  const email = given.trim().toLowerCase()
  const { rowCount } = await client.query('SELECT 1 FROM "User" WHERE email = $1', [email])
  if (rowCount) throw new Error(`${email} has an account already`)
  const token = newToken()
  const expiresAt = new Date(Date.now() + days * 86_400_000)
  await client.query(
    `INSERT INTO "Invitation" (id, email, role, hash, "expiresAt") VALUES ($1, $2, $3::"Role", $4, $5)`,
    [newId(), email, role, digestOf(token), expiresAt],
  )
  return {
    email,
    role,
    expiresAt: expiresAt.toISOString(),
    link: `${(other ?? site).replace(/\/$/, '')}/en/invitation?token=${token}`,
  }
}
