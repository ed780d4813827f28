import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = (folder: string) => join(folder, 'docker-seeded')

/** Which database was seeded, by its identity; undefined when none was. */
export function readSeeded(folder: string): string | undefined {
  try {
    return readFileSync(file(folder), 'utf8').trim()
  } catch {
    return undefined
  }
}

export const writeSeeded = (folder: string, identity: string): void =>
  writeFileSync(file(folder), `${identity}\n`)
