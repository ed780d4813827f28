import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { type Pack, pack as tarPack } from 'tar-stream'
import { personParts } from '../../stores/person-parts.ts'

/** Rows that are read at once. */
const pageRows = 1_000

/** What an archive of one person holds. */
export interface PersonArchive {
  readonly file: string
  readonly email: string
  /** Rows of each of its files, by name. */
  readonly parts: Readonly<Record<string, number>>
}

interface Part {
  readonly file: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * Writes everything that is kept about a person as a tar of NDJSON files, of one moment, and a manifest with the checksum of
 * each. Nothing by which somebody could sign in is in it. The file is there when it is whole; memory does not grow with it.
 *
 * @throws Error where nobody has that address
 */
export async function exportPerson(client: Client, file: string, address: string): Promise<PersonArchive> {
  const email = address.trim().toLowerCase()
  await client.query("SET timezone = 'UTC'")
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const draft = `${file}.part`
  try {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM "User" WHERE email = $1', [email])
    const id = rows[0]?.id
    if (id === undefined) throw new Error(`Nobody here has the address ${email}.`)
    const tar = tarPack()
    const written = pipeline(
      Readable.from(tar, { objectMode: false }),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    const filled = fill(client, tar, { id, email }).catch((error: Error) => {
      tar.destroy(error)
      throw error
    })
    // Where writing fails, nothing reads the tar any more, and filling it would wait for ever.
    const [parts] = await Promise.all([Promise.race([filled, written.then(() => filled)]), written])
    await rename(draft, file)
    return { file, email, parts: Object.fromEntries(parts.map((part) => [part.file, part.rows])) }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.query('ROLLBACK').catch(() => {})
  }
}

async function fill(client: Client, tar: Pack, person: { id: string; email: string }): Promise<Part[]> {
  const parts: Part[] = []
  for (const [name, query] of Object.entries(personParts)) {
    parts.push(await writePart(client, tar, `${name}.ndjson`, query, [person.id, person.email]))
  }
  const manifest = { format: 1, email: person.email, createdAt: new Date().toISOString(), parts }
  await new Promise<void>((resolve, reject) => {
    tar.entry({ name: 'manifest.json' }, `${JSON.stringify(manifest, null, 2)}\n`, (error) =>
      error ? reject(error) : resolve(),
    )
  })
  tar.finalize()
  return parts
}

/** A tar says the size of a file before what is in it: the server counts first, in the same snapshot. */
async function writePart(
  client: Client,
  tar: Pack,
  file: string,
  query: string,
  values: string[],
): Promise<Part> {
  const lines = `WITH person AS (SELECT $1::uuid AS id, $2::text AS email) SELECT row_to_json(part)::text AS line FROM (${query}) part`
  const { rows: sums } = await client.query<{ rows: number; bytes: string }>(
    `SELECT count(*)::int AS rows, coalesce(sum(octet_length(line) + 1), 0) AS bytes FROM (${lines}) lines`,
    values,
  )
  const { rows = 0, bytes = '0' } = sums[0] ?? {}
  const hash = createHash('sha256')
  const entry = tar.entry({ name: file, size: Number(bytes) })
  const ended = new Promise<void>((resolve, reject) => entry.once('finish', resolve).once('error', reject))
  ended.catch(() => {})
  await client.query(`DECLARE part NO SCROLL CURSOR FOR ${lines}`, values)
  for (;;) {
    const page = await client.query<{ line: string }>(`FETCH ${pageRows} FROM part`)
    if (page.rows.length === 0) break
    const text = page.rows.map(({ line }) => `${line}\n`).join('')
    hash.update(text)
    if (!entry.write(text)) await new Promise<void>((resolve) => entry.once('drain', () => resolve()))
  }
  await client.query('CLOSE part')
  entry.end(null)
  await ended
  return { file, rows, bytes: Number(bytes), sha256: hash.digest('hex') }
}
