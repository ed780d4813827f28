import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSecret } from '../core/new-secret.ts'
import type { Plan } from '../core/steps.ts'
import { envFileName, type ServiceName, serviceNames, services } from '../core/topology.ts'

/** What production reads: one file a service. */
export type SecretFileName = `.env.${ServiceName}`
export const secretFileNames: readonly SecretFileName[] = serviceNames.map((name) => envFileName(name))

/** The variables of each file. @param origin the site's public origin. @param make gives a new secret at each call. */
export function secretFiles(origin: string, make: () => string = newSecret): Record<SecretFileName, string> {
  const [database, redis, jwt, grafana] = [make(), make(), make(), make()]
  const facts = { origin, database, redis, jwt, grafana }
  const text = (lines: Readonly<Record<string, string>>) =>
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('')
  return Object.fromEntries(
    serviceNames.map((name) => [envFileName(name), text(services[name].secretFile(facts))]),
  ) as Record<SecretFileName, string>
}

/** Writes the files that are not there, mode 0600; one that is there stays as it is. @param folder where they stand */
export function secretFilesPlan(
  folder: string,
  origin: string,
): Plan<{ written: readonly string[]; kept: readonly string[] }> {
  const kept = secretFileNames.filter((name) => existsSync(join(folder, name)))
  const written = secretFileNames.filter((name) => !kept.includes(name))
  const files = secretFiles(origin)
  return {
    steps: written.map((name) => ({
      summary: `write ${join(folder, name)} with new secrets, mode 0600`,
      act() {
        mkdirSync(folder, { recursive: true })
        writeFileSync(join(folder, name), files[name], { mode: 0o600, flag: 'wx' })
      },
    })),
    result: () => ({ written, kept }),
  }
}
