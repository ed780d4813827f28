import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { assetStore, hashOf, keyShape } from '../backups/assets.ts'
import {
  addBackup,
  backupName,
  type Manifest,
  parseManifest,
  removeDrafts,
} from '../backups/backup-folder.ts'
import type { AgeKey } from '../offsite/age-key.ts'

/** Larger than the manifest of any site. */
const mostBytes = 256e6

const nothing = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/**
 * Reads a file that `data:export --all` wrote from beginning to end, and checks that each part is what the manifest says.
 *
 * @param place where a part is to be written, before it is checked; undefined: nowhere
 * @param key opens a file that is encrypted
 * @throws Error naming the part that is missing, or not what it was
 */
export async function readPortable(
  file: string,
  place: (name: string, manifest: Manifest) => Promise<string | undefined>,
  key?: AgeKey,
): Promise<Manifest> {
  const tar = extract()
  const source = createReadStream(file)
  const content = await contentOf(source, file, key)
  let sealBroken = false
  if (key) content.once('error', () => (sealBroken = true))
  const read = pipeline(content, tar)
  read.catch(() => {})
  let manifest: Manifest | undefined
  let promised = new Map<string, string>()
  const found = new Set<string>()
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header
      if (!manifest) {
        manifest = await manifestOf(name, size, entry, file)
        promised = promisedHashes(manifest)
        continue
      }
      const expected = promised.get(name)
      if (expected === undefined) throw new Error(`${file} holds ${name}, which it does not announce`)
      const hash = createHash('sha256')
      const meter = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk)
          done(null, chunk)
        },
      })
      const target = await place(name, manifest)
      await pipeline(
        entry,
        meter,
        target === undefined ? nothing() : createWriteStream(target, { mode: 0o600, flush: true }),
      )
      if (hash.digest('hex') !== expected) throw new Error(`${name} in ${file} is not what it was`)
      found.add(name)
    }
    await read
  } catch (error) {
    source.destroy()
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Error(`there is no file ${file}`)
    if (sealBroken) throw new Error(`${file} is damaged, or cut short: ${message}`, { cause: error })
    if (/Unexpected end|Invalid tar header/.test(message))
      throw new Error(`${file} is damaged, or no file of data:export --all`, { cause: error })
    throw error
  }
  if (!manifest) throw new Error(`${file} is empty`)
  const lacking = [...promised.keys()].find((name) => !found.has(name))
  if (lacking !== undefined) throw new Error(`${file} lacks ${lacking}: it is cut short`)
  return manifest
}

/** The tar that a file is, or that is encrypted in it. @throws WrongKeyError, or Error where there is no file */
async function contentOf(source: Readable, file: string, key: AgeKey | undefined): Promise<Readable> {
  if (!key) return source
  // Why it cannot be read is told where it is read.
  source.once('error', () => {})
  return key.decrypt(source, { name: 'the file', place: file }).catch((error: Error) => {
    throw /ENOENT/.test(error.message) ? new Error(`there is no file ${file}`) : error
  })
}

/** The same, and keeps it as a backup among the others. */
export async function importPortable(folder: string, file: string, key?: AgeKey): Promise<Manifest> {
  await removeDrafts(folder)
  const { name } = await readPortable(file, async () => undefined, key)
  const store = assetStore(folder)
  const drafts: string[] = []
  try {
    return await addBackup(folder, name, (draft) =>
      readPortable(
        file,
        async (part) => {
          if (part === 'database.tar.zst') return join(draft, part)
          const target = join(store, `${part.slice('assets/'.length)}.import.part`)
          await mkdir(dirname(target), { recursive: true, mode: 0o700 })
          drafts.push(target)
          return target
        },
        key,
      ).then(async (manifest) => {
        for (const target of drafts) await rename(target, target.slice(0, -'.import.part'.length))
        return manifest
      }),
    )
  } finally {
    for (const target of drafts) await rm(target, { force: true })
  }
}

/** The name under which `importPortable` keeps it: of its first part, without reading on. */
export async function nameInPortable(file: string, key?: AgeKey): Promise<string> {
  const source = createReadStream(file)
  const tar = extract()
  const read = pipeline(await contentOf(source, file, key), tar)
  read.catch(() => {})
  try {
    for await (const entry of tar) {
      const { name, size = 0 } = entry.header
      return (await manifestOf(name, size, entry, file)).name
    }
  } finally {
    source.destroy()
  }
  throw new Error(`${file} is empty`)
}

async function manifestOf(
  name: string,
  size: number,
  entry: AsyncIterable<unknown>,
  file: string,
): Promise<Manifest> {
  const foreign = new Error(`${file} is no file of data:export --all`)
  if (name !== 'manifest.json' || size > mostBytes) throw foreign
  try {
    const words = await text(entry as unknown as NodeJS.ReadableStream)
    const manifest = parseManifest((JSON.parse(words) as { name: string }).name, words)
    if (!backupName.test(manifest.name) || !manifest.assets.every((key) => keyShape.test(key))) throw foreign
    return manifest
  } catch (cause) {
    throw new Error(foreign.message, { cause })
  }
}

const promisedHashes = ({ sha256, assets }: Manifest): Map<string, string> =>
  new Map([
    ['database.tar.zst', sha256],
    ...assets.map((key): [string, string] => [`assets/${key}`, hashOf(key)]),
  ])
