import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Client } from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { extract } from 'tar-stream'
import { copyTarget } from './contents.ts'
import type { ArchiveHead } from './write-archive.ts'

/** Makes everything that an archive holds in an empty database. @returns what the archive promised */
export async function loadArchive(client: Client, file: string): Promise<ArchiveHead> {
  let head: ArchiveHead | undefined
  let open: { index: number; stream: CopyStreamQuery } | undefined
  let refused: Error | undefined
  await client.query("SET check_function_bodies = off; SET synchronous_commit = 'off'")
  const close = async () => {
    if (!open) return
    if (refused) throw refused
    const { stream } = open
    stream.end()
    await finished(stream)
    open = undefined
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
    if (!table) throw new Error(`the archive holds ${name}, which it does not announce`)
    if (open?.index !== index) {
      await close()
      const stream = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`))
      // It is told with the next piece; an error that nobody hears would end the process.
      stream.on('error', (error) => (refused ??= error))
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
  for (const { name, value, called } of head.contents.sequences)
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, value, called])
  for (const statement of head.contents.schema.after) await client.query(statement)
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
  if (head.format === 1) return head
  throw new Error(`the archive has format ${String(head.format)}, and this version reads format 1`)
}
