import type { Client } from 'pg'

/** What the restored database said. */
export interface Answers {
  readonly counts: {
    readonly listings: number
    readonly found: number
    readonly rooms: number
    readonly people: number
  }
  /** Undefined: nobody has written anything. */
  readonly newestMessage: NewestMessage | undefined
  readonly problems: readonly string[]
}

interface NewestMessage {
  readonly room: string
  readonly seq: number
  /** ISO 8601. */
  readonly at: string
}

const newestMessage = `
  SELECT r.slug AS room, m.seq, m."createdAt" AS at FROM public."Message" m JOIN public."Room" r ON r.id = m."roomId"
   WHERE m."createdAt" <= $1 ORDER BY m."createdAt" DESC, m.id DESC LIMIT 1`

/**
 * A question a feature, as the site's pages ask it: the list, the search, the rooms, the newest message, the images.
 *
 * @param images keys of the files that came with it
 */
export async function askRestored(client: Client, images: ReadonlySet<string>): Promise<Answers> {
  const count = async (sql: string) => {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)
    return Number(rows[0]?.n ?? 0)
  }
  const counts = {
    listings: await count(`public."Tool" WHERE status = 'published'`),
    // Each document by the first of its own words, with the operator by which the site searches.
    found: await count(
      `public."SearchDocument" d WHERE d.vector @@ (SELECT quote_literal(w.lexeme)::tsquery FROM unnest(d.vector) w LIMIT 1)`,
    ),
    rooms: await count('public."Room"'),
    people: await count('public."User"'),
  }
  const { rows } = await client.query<{ room: string; seq: number; at: Date }>(newestMessage, ['infinity'])
  const { rows: keys } = await client.query<{ key: string }>('SELECT key FROM public."Asset"')
  const gone = keys.filter(({ key }) => !images.has(key))
  const documents = await count('public."SearchDocument" WHERE length(vector) > 0')
  const problems = [
    ...(counts.found < documents
      ? [`${documents - counts.found} of ${documents} documents are not found by search`]
      : []),
    ...(counts.listings + counts.rooms + counts.people === 0
      ? ['nothing is in it: no listing, no room, nobody']
      : []),
    ...(gone.length > 0
      ? [`${gone.length} images that listings name did not come with it, as ${gone[0]?.key}`]
      : []),
  ]
  const [newest] = rows
  return {
    counts,
    newestMessage: newest && { room: newest.room, seq: newest.seq, at: newest.at.toISOString() },
    problems,
  }
}

/** Seconds by which a message may be older than the moment of the copy and yet have come after it. */
const underWay = 60

/**
 * What the site has and the copy has not: messages since, which a disaster now would lose; and whether the newest that was written well
 * before the copy is in it, which must be.
 *
 * @param moment of the copy, ISO 8601
 */
export async function askLost(
  site: Client,
  moment: string,
  { newestMessage: restored }: Answers,
): Promise<{ messages: number; missing: string[] }> {
  const { rows } = await site.query<{ n: string }>(
    'SELECT count(*) AS n FROM public."Message" WHERE "createdAt" > $1',
    [moment],
  )
  const before = new Date(Date.parse(moment) - underWay * 1_000)
  const { rows: found } = await site.query<{ room: string; seq: number; at: Date }>(newestMessage, [before])
  const [expected] = found
  const missing =
    expected && (!restored || Date.parse(restored.at) < expected.at.getTime())
      ? [`message ${expected.seq} of room ${expected.room} was written before the copy, and is not in it`]
      : []
  return { messages: Number(rows[0]?.n ?? 0), missing }
}
