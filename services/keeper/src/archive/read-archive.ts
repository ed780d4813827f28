import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Client } from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import { copyTarget } from './contents.ts'
import { WorkQueue } from './work-queue.ts'
import type { ArchiveHead } from './write-archive.ts'

/**
 * Makes everything that an archive holds in an empty database. While the rows of one table are read, others build the indexes
 * of those before it.
 *
 * @param others connections to it that help
 * @returns what the archive promised
 */
export async function loadArchive(
  client: Client,
  others: readonly Client[],
  file: string,
): Promise<ArchiveHead> {
  // Functions that a constraint or a generated column calls may name what is in `public` without it, as they do for the site.
  for (const one of [client, ...others])
    await one.query(
      "SET check_function_bodies = off; SET synchronous_commit = 'off'; SET search_path = public",
    )
  const indexes = new WorkQueue<readonly string[]>(async (one, statements) => {
    for (const statement of statements) await one.query(statement)
  })
  return indexes.withHelp(others, async () => {
    const head = await loadRows(client, file, (table, { after }) => indexes.add(...piecesOf(table, after)))
    const { sequences, schema, tables } = head.contents
    for (const { name, value, called } of sequences)
      await client.query('SELECT setval($1::regclass, $2, $3)', [name, value, called])
    indexes.close()
    await indexes.workOff(client)
    // What is left is about more than one table, and wants the order in which it is.
    const built = new Set(tables.flatMap(({ name }) => piecesOf(name, schema.after).flat()))
    for (const statement of schema.after) if (!built.has(statement)) await client.query(statement)
    for (const one of [client, ...others]) await one.query("SET search_path = ''")
    return head
  })
}

/**
 * Of the statements for after the rows, those that are about one table alone: its keys, one after the other as each locks it, then
 * each of its indexes. Functions that a CHECK calls may look into tables that are not there yet.
 */
function piecesOf(table: string, after: readonly string[]): string[][] {
  const constraint = `ALTER TABLE ${table} ADD CONSTRAINT `
  const keys = after.filter(
    (statement) => statement.startsWith(constraint) && !aboutOthers.test(statement.slice(constraint.length)),
  )
  const indexes = after.filter((statement) => index.exec(statement)?.[1]?.startsWith(`${table} `))
  return [keys, ...indexes.map((statement) => [statement])].filter((piece) => piece.length > 0)
}

const identifier = '(?:"(?:[^"]|"")+"|[^" ]+)'
const index = new RegExp(`^CREATE (?:UNIQUE )?INDEX ${identifier} ON (.*)$`, 's')
const aboutOthers = new RegExp(`^${identifier} (?:FOREIGN KEY|CHECK) `)

/** @param loaded is told of each table that has all of its rows; where it throws, nothing more is read */
async function loadRows(
  client: Client,
  file: string,
  loaded: (table: string, schema: ArchiveHead['contents']['schema']) => void,
): Promise<ArchiveHead> {
  let head: ArchiveHead | undefined
  let open: { index: number; stream: CopyStreamQuery } | undefined
  let refused: Error | undefined
  /** Tables up to here have their rows: those that have none are not in the archive. */
  let done = 0
  const close = async () => {
    if (!open) return
    if (refused) throw refused
    const { stream } = open
    stream.end()
    await finished(stream)
    open = undefined
  }
  const tell = (until: number) => {
    if (!head) return
    const { tables, schema } = head.contents
    for (; done < until; done++) loaded(tables[done]?.name ?? '', schema)
  }
  for await (const { name, content } of entries(file)) {
    if (!head) {
      if (name !== 'archive.json') throw new Error('this is not an archive of Parlance')
      head = parseHead(await gather(content))
      const { before } = head.contents.schema
      // A new database has this schema, also where the one that was backed up has none.
      if (!before.includes('CREATE SCHEMA IF NOT EXISTS public')) await client.query('DROP SCHEMA public')
      for (const statement of before) await client.query(statement)
      continue
    }
    const index = Number(/^rows\/(\d+)\/\d+$/.exec(name)?.[1])
    const table = head.contents.tables[index]
    if (!table || index < done) throw new Error(`the archive holds ${name}, which it does not announce there`)
    if (open?.index !== index) {
      await close()
      tell(index)
      const form = table.copy === 'binary' ? ' (FORMAT binary)' : ''
      const stream = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN${form}`))
      // It is told with the next piece; an error that nobody hears would end the process.
      stream.on('error', (error) => {
        refused ??= error
        // What it still holds it would write to a connection that it has no more.
        stream.destroy()
      })
      open = { index, stream }
    }
    const { stream } = open as { stream: CopyStreamQuery }
    for await (const piece of content) {
      // A stream that was refused has no connection to write to any more.
      if (refused) throw refused
      if (!stream.write(piece as Buffer)) await drained(stream)
    }
  }
  await close()
  if (!head) throw new Error('this is not an archive of Parlance: it is empty')
  tell(head.contents.tables.length)
  return head
}

/** The server's own error, where it refuses a row, comes instead of more room. */
const drained = (stream: CopyStreamQuery) => once(stream, 'drain')

async function* entries(file: string): AsyncGenerator<{ name: string; content: AsyncIterable<unknown> }> {
  const tar = extract()
  const read = pipeline(createReadStream(file), createZstdDecompress(), async (source) => {
    for await (const chunk of source) {
      if (!tar.write(chunk)) await new Promise<void>((resolve) => tar.once('drain', resolve))
    }
    tar.end(undefined)
  })
  read.catch((error: Error) => tar.destroy(error))
  try {
    for await (const entry of tar) yield { name: entry.header.name, content: entry }
    await read
  } finally {
    tar.destroy(new Error('nobody reads on'))
  }
}

async function gather(content: AsyncIterable<unknown>): Promise<string> {
  return Buffer.concat(await Readable.from(content).toArray()).toString('utf8')
}

function parseHead(text: string): ArchiveHead {
  const head = JSON.parse(text) as ArchiveHead
  // Format 1 has every row as text, and hashes of that.
  if (head.format === 1 || head.format === 2) return head
  throw new Error(`the archive has format ${String(head.format)}, and this version reads formats 1 and 2`)
}
