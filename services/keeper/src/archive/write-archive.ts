import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Pack, pack as tarPack } from 'tar-stream'
import { beginMoment, type Contents, copyTarget, readContents, type TableContent } from './contents.ts'

/** The first entry of an archive. */
export interface ArchiveHead {
  readonly format: 1 | 2
  readonly database: string
  readonly version: string
  /** ISO 8601: when the snapshot was taken. */
  readonly createdAt: string
  readonly contents: Contents
}

export interface WrittenArchive {
  readonly head: ArchiveHead
  readonly bytes: number
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string
}

/** Rows are collected up to this many bytes for an entry: a tar wants to know the size of each before its content. */
const chunkBytes = 1_048_576

/**
 * Writes a database of one moment as a tar under zstd: `archive.json`, then `rows/<table>/<chunk>` as COPY gives them. Memory
 * does not grow with the data. The file is on disk when this returns.
 *
 * @param rows `text` for what other programs shall read; `binary` where the types of a table allow it takes half the time
 */
export async function writeArchive(
  client: Client,
  file: string,
  { rows, ...facts }: { database: string; version: string; rows: 'text' | 'binary' },
): Promise<WrittenArchive> {
  await beginMoment(client)
  const read = await readContents(client)
  const tables =
    rows === 'binary' ? read.tables : read.tables.map(({ copy: _, ...asText }): TableContent => asText)
  const contents = { ...read, tables }
  const head: ArchiveHead = { format: 2, ...facts, createdAt: new Date().toISOString(), contents }
  const tar = tarPack()
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const written = pipeline(
    Readable.from(tar, { objectMode: false }),
    createZstdCompress(),
    meter,
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  )
  const filled = fill(tar, client, head).catch((error: Error) => {
    tar.destroy(error)
    throw error
  })
  written.catch(() => {})
  filled.catch(() => {})
  // Where writing fails, nothing reads the tar any more, and filling it would wait for ever.
  await Promise.race([filled, written.then(() => filled)])
  await written
  await flush(file)
  // Where anything failed the connection ends instead: it may be in the middle of a copy that nobody reads.
  await client.query('ROLLBACK')
  return { head, bytes, sha256: hash.digest('hex') }
}

async function fill(tar: Pack, client: Client, head: ArchiveHead): Promise<void> {
  await put(tar, 'archive.json', Buffer.from(JSON.stringify(head)))
  for (const [index, table] of head.contents.tables.entries()) {
    let held: Buffer[] = []
    let size = 0
    let chunk = 0
    const form = table.copy === 'binary' ? ' (FORMAT binary)' : ''
    const flushChunk = async () => {
      if (size === 0) return
      await put(tar, `rows/${index}/${chunk++}`, Buffer.concat(held))
      held = []
      size = 0
    }
    for await (const piece of client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT${form}`))) {
      held.push(piece as Buffer)
      size += (piece as Buffer).length
      if (size >= chunkBytes) await flushChunk()
    }
    await flushChunk()
  }
  tar.finalize()
}

const put = (tar: Pack, name: string, content: Buffer) =>
  new Promise<void>((resolve, reject) => {
    tar.entry({ name, mtime: new Date(0) }, content, (error) => (error ? reject(error) : resolve()))
  })

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}
