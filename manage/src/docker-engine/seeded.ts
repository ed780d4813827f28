import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = (folder: string) => join(folder, 'docker-seeded')

/** Which database volume was seeded, by the time it was made; undefined when none was. */
export function readSeeded(folder: string): string | undefined {
  try {
    return readFileSync(file(folder), 'utf8').trim()
  } catch {
    return undefined
  }
}

export const writeSeeded = (folder: string, createdAt: string): void =>
  writeFileSync(file(folder), `${createdAt}\n`)

/** Whether an instance has ever come up in Docker: only then is it worth asking Docker about it. */
export const usesDocker = (folder: string): boolean => existsSync(file(folder))
