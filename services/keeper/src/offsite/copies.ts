import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { keyShape } from '../backups/assets.ts'
import { backupName, type Manifest, parseManifest } from '../backups/backup-folder.ts'
import { type Place, WrongKeyError } from './place.ts'

/** Names are those of the folder in which backups are made. */
export const manifestKey = (name: string) => `${name}/manifest.json`
export const archiveKey = (name: string) => `${name}/database.tar.zst`
export const assetKey = (key: string) => `assets/${key}`

/** Larger than the manifest of any site; what is larger is none. */
const mostBytes = 256e6

/** The names of the copies that are whole: their manifest comes last. Newest first. */
export function copiesOf(there: ReadonlyMap<string, number>): string[] {
  return [...there.keys()]
    .flatMap((key) => {
      const [name = '', file] = key.split('/')
      return file === 'manifest.json' && backupName.test(name) ? [name] : []
    })
    .sort()
    .reverse()
}

/** @throws Error where it cannot be read, is another's, or names what is no asset */
export async function readCopy(place: Place, name: string): Promise<{ manifest: Manifest; text: string }> {
  const text = (await gather(await place.get(manifestKey(name)))).toString('utf8')
  let manifest: Manifest | undefined
  try {
    manifest = parseManifest(name, text)
  } catch (cause) {
    throw new Error(`the manifest of ${name} at ${place.name} cannot be read`, { cause })
  }
  const odd = manifest.assets.find((key) => !keyShape.test(key))
  if (odd !== undefined)
    throw new Error(`the manifest of ${name} at ${place.name} names ${odd}, which is no asset`)
  return { manifest, text }
}

/** The same, where one that is damaged is an answer. @throws Error where the key is another one: then all are unreadable */
export async function tryCopy(
  place: Place,
  name: string,
): Promise<Awaited<ReturnType<typeof readCopy>> | Error> {
  return readCopy(place, name).catch((error: Error) => {
    if (error instanceof WrongKeyError) throw error
    return error
  })
}

/** @param wanted a name, or `latest`. @throws Error naming what there is */
export async function findCopy(place: Place, wanted: string): Promise<Manifest> {
  const names = copiesOf(await place.list())
  const name = wanted === 'latest' ? names[0] : names.find((one) => one === wanted)
  if (name !== undefined) return (await readCopy(place, name)).manifest
  throw new Error(
    names.length === 0
      ? `there is no copy of a backup at ${place.name}`
      : `there is no copy of ${wanted} at ${place.name}; the newest is ${names[0]}`,
  )
}

/** Reads a file to its end, into a file where one is named. @returns SHA-256 in hexadecimal */
export async function receive(place: Place, key: string, into?: string): Promise<string> {
  const hash = createHash('sha256')
  const content = await place.get(key)
  if (into === undefined) await pipeline(content, hash)
  else {
    const meter = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(content, meter, createWriteStream(into, { mode: 0o600, flush: true }))
  }
  return hash.digest('hex')
}

/** As `receive`, into a file. @throws Error naming what is not what it was */
export async function receiveWhole(place: Place, key: string, sha256: string, into: string): Promise<void> {
  if ((await receive(place, key, into)) !== sha256)
    throw new Error(`${key} at ${place.name} is not what it was: take another backup`)
}

async function gather(content: NodeJS.ReadableStream): Promise<Buffer> {
  let bytes = 0
  return buffer(
    (async function* () {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        bytes += chunk.length
        if (bytes > mostBytes) throw new Error('it is larger than a manifest')
        yield chunk
      }
    })(),
  )
}
