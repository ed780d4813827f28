import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answers } from './drill-questions.ts'

/** One drill, as it is kept for good. */
export interface Drill {
  readonly ok: boolean
  /** ISO 8601. */
  readonly at: string
  readonly place: string
  readonly backup?: string
  /** When the copy was made, ISO 8601. */
  readonly madeAt?: string
  readonly seconds: number
  readonly phases: readonly { readonly name: string; readonly seconds: number }[]
  readonly answers?: Answers['counts']
  readonly newestMessage?: Answers['newestMessage']
  /** Messages that the site has and the copy has not; and those that it should have. */
  readonly lost?: { readonly messages: number; readonly missing: readonly string[] } | undefined
  readonly problems: readonly string[]
}

const fileOf = (folder: string) => join(folder, 'drills.ndjson')

/** Adds a drill to the folder's record. */
export async function keepDrill(folder: string, drill: Drill): Promise<Drill> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await appendFile(fileOf(folder), `${JSON.stringify(drill)}\n`, { mode: 0o600, flush: true })
  return drill
}

/** Every drill, oldest first. A line that a crash cut short is left out. */
export async function readDrills(folder: string): Promise<Drill[]> {
  const text = await readFile(fileOf(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Drill]
    } catch {
      return []
    }
  })
}
