import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSecret } from '../core/new-secret.ts'
import type { Step } from '../core/steps.ts'

/** What the development stack of an instance keeps to itself, on either engine. */
export interface InstanceSecrets {
  postgresPassword: string
  jwtSecret: string
}

/** The instance's secrets: those of its file, or new ones that stand nowhere until the steps are done. */
export function instanceSecrets(folder: string): { secrets: InstanceSecrets; keep: readonly Step[] } {
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) {
    return { secrets: JSON.parse(readFileSync(file, 'utf8')) as InstanceSecrets, keep: [] }
  }
  const secrets: InstanceSecrets = { postgresPassword: newSecret(), jwtSecret: newSecret() }
  const act = () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flag: 'wx' })
  }
  return { secrets, keep: [{ summary: `write new secrets to ${file}, mode 0600`, act }] }
}
