import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the development stack keeps to itself: made once per instance. */
export interface InstanceSecrets {
  postgresPassword: string
  jwtSecret: string
}

/** A new value of 256 bits, safe in URLs and files. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** Reads the instance's secrets, or makes them: one file, mode 0600. @param preview makes none: a dry run writes nothing. */
export function instanceSecrets(folder: string, preview: boolean): InstanceSecrets {
  const file = join(folder, 'secrets.json')
  if (!existsSync(file)) {
    if (preview) return { postgresPassword: 'made-at-the-start', jwtSecret: 'made-at-the-start' }
    mkdirSync(folder, { recursive: true })
    const secrets: InstanceSecrets = { postgresPassword: newSecret(), jwtSecret: newSecret() }
    writeFileSync(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flag: 'wx' })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as InstanceSecrets
}
