import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { checkoutKey } from '../core/instance.ts'
import { knownMigrations, migrationsFolder } from '../production/release-facts.ts'
import { gatewayFacts } from './gateway-facts.ts'

/** So many are kept, those that were used last. */
export const keptReady = 3

/** What a ready database has in it. */
export interface ReadyContent {
  /** PostgreSQL's image: the files are its own. */
  image: string
  /** Digest of what the sample catalogue is made of. */
  seed: string
  /** Listings; 0: the sample catalogue alone. */
  size: number
  /** Each migration with the digest of its text, in order. */
  migrations: readonly (readonly [name: string, digest: string])[]
}

/** A ready database: a whole one, in a volume or a folder that nobody writes to. */
export interface ReadyDatabase extends ReadyContent {
  /** The volume's name, or the folder's. */
  volume: string
  /** ISO 8601. */
  used: string
  /** ISO 8601; absent in one of before this was written down. */
  made?: string
}

const digestOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

/** What the database of a preview of these sources has to have. @param root of the sources */
export function wantedContent(context: Context, root: string, size: number): ReadyContent {
  const backend = join(root, 'services', 'backend')
  const seeds = ['prisma/seed', 'src/database'].flatMap((folder) =>
    readdirSync(join(backend, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && (folder === 'prisma/seed' || /^(seed|template)/.test(entry.name)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(),
  )
  const seed = createHash('sha256')
  for (const file of seeds) seed.update(`${file.slice(root.length)}\0${digestOf(readFileSync(file))}\n`)
  return {
    image: context.config.images.postgres,
    seed: seed.digest('hex'),
    size,
    migrations: knownMigrations(root).map((name) => [
      name,
      digestOf(readFileSync(join(migrationsFolder(root), name, 'migration.sql'))),
    ]),
  }
}

/**
 * The ready database that a preview can begin with: one with exactly its content, or else the one whose migrations are the longest
 * beginning of its own; those that are missing are applied to the copy. @param volumes that there are
 */
export function chooseReady(
  all: readonly ReadyDatabase[],
  wanted: ReadyContent,
  volumes: ReadonlySet<string>,
): ReadyDatabase | undefined {
  const begins = ({ migrations }: ReadyContent) =>
    migrations.every(([name, digest], index) => {
      const [own, ownDigest] = wanted.migrations[index] ?? []
      return own === name && ownDigest === digest
    })
  return all
    .filter(
      (one) =>
        one.image === wanted.image &&
        one.seed === wanted.seed &&
        one.size === wanted.size &&
        volumes.has(one.volume) &&
        begins(one),
    )
    .sort((a, b) => b.migrations.length - a.migrations.length)[0]
}

export const isExact = (one: ReadyContent, wanted: ReadyContent): boolean =>
  one.migrations.length === wanted.migrations.length

/** The volume of a content, by the same name each time. */
export const readyVolume = (context: Pick<Context, 'root'>, content: ReadyContent): string =>
  `parlance-previews-${checkoutKey(context.root)}-ready-${digestOf(JSON.stringify(content)).slice(0, 12)}`

type Asker = Pick<Context, 'root' | 'config'>
/** Where ready databases lie: in volumes of Docker, or in folders. */
type Kind = 'ready' | 'ready-folders'

const folderOf = (context: Asker, kind: Kind) => join(gatewayFacts(context).folder, kind)

/** What is written down of the ready databases of a checkout; the one that was used last comes first. */
export function readReady(context: Asker, kind: Kind = 'ready'): ReadyDatabase[] {
  const folder = folderOf(context, kind)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      try {
        return [JSON.parse(readFileSync(join(folder, file), 'utf8')) as ReadyDatabase]
      } catch {
        // Written by a machine that lost its power: it is made anew.
        return []
      }
    })
    .sort((a, b) => b.used.localeCompare(a.used))
}

/** Says that one is whole, or that it is used now. The file comes into being whole. */
export function writeReady(context: Asker, ready: ReadyDatabase, kind: Kind = 'ready'): void {
  const folder = folderOf(context, kind)
  mkdirSync(folder, { recursive: true })
  const draft = join(folder, `.${ready.volume}.${process.pid}`)
  writeFileSync(draft, `${JSON.stringify(ready)}\n`, { mode: 0o600 })
  renameSync(draft, join(folder, `${ready.volume}.json`))
}

export function forgetReady(context: Asker, volume: string, kind: Kind = 'ready'): void {
  rmSync(join(folderOf(context, kind), `${volume}.json`), { force: true })
}
