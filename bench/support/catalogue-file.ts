import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readSeed } from '../../services/backend/src/database/seed-files.ts'
import { listingMaker } from '../../services/backend/src/database/seed-size.ts'
import type { ListingRecord } from '../../services/backend/src/database/transfer/listing-record.ts'

const program = fileURLToPath(new URL('../../services/backend/src/database-main.ts', import.meta.url))

/** Writes listings as `data:export` does. @returns the file */
export async function writeListings(path: string, count: number): Promise<string> {
  return writeLines(path, count, ({ line, canonicalUrl, name, sortName, texts, origins, ...record }) => {
    const flat = Object.entries(texts).flatMap(([language, fields]) =>
      Object.entries(fields).map(([field, value]) => [`${field}.${language}`, value]),
    )
    return `${JSON.stringify({ ...record, ...Object.fromEntries(flat) })}\n`
  })
}

/** Writes for each listing what `toText` makes of it. @returns the file */
export async function writeLines(
  path: string,
  count: number,
  toText: (listing: ListingRecord) => string,
): Promise<string> {
  const make = listingMaker(await readSeed())
  const out = createWriteStream(path)
  for (let number = 1; number <= count; number += 1)
    if (!out.write(toText(make(number)))) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return path
}

/** Imports as the command line does, in a process of its own. @returns its seconds, and the most memory it had */
export async function importFile(
  url: string,
  file: string,
  ...flags: string[]
): Promise<{ seconds: number; megabytes: number }> {
  const child = spawn(process.execPath, [program, 'catalogue-import', file, ...flags], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const ended = once(child, 'close')
  let megabytes = 0
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!over) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)
    await sleep(100)
  }
  const outcome = JSON.parse(said) as { ok: boolean; seconds: number; failed: number }
  if (!outcome.ok) throw new Error(`the import failed: ${said.slice(0, 500)}`)
  return { seconds: outcome.seconds, megabytes }
}
