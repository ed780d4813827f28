import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'

/** One verification, as it is kept for good. Nothing but `verified` counts. */
export interface Verification {
  readonly backup: string
  /** Where the copy is that was read; without one it was read where backups are made. */
  readonly place?: string
  /** Of the archive that was read: a backup that was changed since is not the one that was verified. */
  readonly sha256: string
  readonly outcome: 'verified' | 'unverified' | 'failed'
  /** ISO 8601. */
  readonly at: string
  readonly by: string
  readonly seconds: number
  readonly compared: { readonly tables: number; readonly rows: number; readonly assets: number }
  readonly problems: readonly string[]
  /** Files of a copy elsewhere that are not what they were: the next copying puts them there again. */
  readonly damaged?: readonly string[]
}

const fileOf = (folder: string) => join(folder, 'evidence.ndjson')

/** Adds a verification to the folder's record. Addresses with a password in them do not get there. */
export async function keepEvidence(folder: string, one: Omit<Verification, 'by'>): Promise<Verification> {
  const problems = one.problems
    .slice(0, 50)
    .map((text) => text.replaceAll(/\b([a-z]+:\/\/)[^\s/@]*@/gi, '$1…@'))
  const kept = { ...one, problems, by: `${userInfo().username}@${hostname()}` }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await appendFile(fileOf(folder), `${JSON.stringify(kept)}\n`, { mode: 0o600, flush: true })
  return kept
}

/** Every verification, oldest first. A line that a crash cut short is left out. */
export async function readEvidence(folder: string): Promise<Verification[]> {
  const text = await readFile(fileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Verification]
    } catch {
      return []
    }
  })
}

/** The newest verification of exactly this archive. @param place where its copy is; none = where backups are made */
export const lastOf = (
  { name, sha256 }: { name: string; sha256: string },
  evidence: readonly Verification[],
  place?: string,
): Verification | undefined =>
  evidence.findLast((one) => one.backup === name && one.sha256 === sha256 && one.place === place)

/** What the newest verification of exactly this archive came to. @param place as of `lastOf` */
export const stateOf = (
  backup: { name: string; sha256: string },
  evidence: readonly Verification[],
  place?: string,
): Verification['outcome'] => lastOf(backup, evidence, place)?.outcome ?? 'unverified'
