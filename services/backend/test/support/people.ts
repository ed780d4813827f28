import type { Language } from '@parlance/contracts/languages'
import { Pool } from 'pg'
import { createTokens } from '../../src/adapters/access-tokens.ts'
import type { Role } from '../../src/features/accounts/accounts.ts'
import { newId } from '../../src/features/identifiers.ts'
import { testSecret } from './test-backend.ts'

/** Somebody who is signed in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly token: string
  readonly headers: { readonly authorization: string }
}

interface NewPerson {
  readonly name: string
  readonly role?: Role
  readonly lang?: Language
}

/** Writes somebody into the database and signs a token for them, as a sign-in would. */
export async function createPerson(databaseUrl: string, person: NewPerson): Promise<Person> {
  const [created] = await createPeople(databaseUrl, person, 1)
  if (!created) throw new Error('nobody was created')
  return created
}

/** Writes so many of a name and a role into the database in one go, and signs a token for each. */
export async function createPeople(
  databaseUrl: string,
  { name, role = 'guest', lang = 'en' }: NewPerson,
  count: number,
): Promise<Person[]> {
  const ids = Array.from({ length: count }, () => newId())
  await query(
    databaseUrl,
    'INSERT INTO "User" (id, role, name, language) SELECT unnest($1::uuid[]), $2::"Role", $3, $4',
    [ids, role, name, lang],
  )
  const tokens = createTokens(testSecret)
  return ids.map((id) => {
    const token = tokens.sign({ userId: id, sessionId: null }, 3_600_000)
    return { id, name, token, headers: { authorization: `Bearer ${token}` } }
  })
}

/** Makes an empty room. @returns its slug */
export async function createRoom(databaseUrl: string, options: { guests?: boolean } = {}): Promise<string> {
  const slug = `room-${crypto.randomUUID().slice(0, 8)}`
  await query(databaseUrl, 'INSERT INTO "Room" (id, slug, guests) VALUES ($1, $2, $3)', [
    newId(),
    slug,
    options.guests ?? true,
  ])
  return slug
}

/** One statement on a connection of its own. */
export async function query<T extends object>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 })
  try {
    return (await pool.query<T>(text, values)).rows
  } finally {
    await pool.end()
  }
}
