import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { knownMigrations, migrationsFolder } from '../release-facts.ts'
import { readReleases } from '../rollout/releases.ts'
import { type Finding, lintMigration } from './lint-migration.ts'
import { isContract } from './migration-kind.ts'

type Checkout = Pick<Context, 'root' | 'instance'>

/** What a release of this checkout would do to the schema, by kind. */
export interface UpcomingKinds {
  /** The version that runs can live with them. */
  expand: readonly string[]
  /** They take away what no version uses any longer that runs now. */
  contract: readonly string[]
  /** They take away what the version that runs may use: the release after this one applies them. */
  held: readonly string[]
}

/** Undefined where no release is on record: then all are applied, for nobody uses what they take away. */
export function upcomingKinds({ root, instance }: Checkout): UpcomingKinds | undefined {
  const good = readReleases(instance).filter(({ outcome }) => outcome === 'done')
  const running = good.at(-1)
  if (!running) return undefined
  const known = knownMigrations(root)
  const fresh = known.filter((name) => !running.knows.includes(name))
  // What the version that runs brought and did not apply itself.
  const before = good.findLast((release) => !sameSet(release.knows, running.knows))
  const waiting = running.knows.filter(
    (name) => isContract(name) && before && !before.knows.includes(name) && !applied(good, name),
  )
  return {
    expand: fresh.filter((name) => !isContract(name)),
    contract: waiting.filter((name) => known.includes(name)),
    held: fresh.filter(isContract),
  }
}

const sameSet = (one: readonly string[], other: readonly string[]) => one.join() === other.join()
const applied = (releases: readonly { migrated: readonly string[] }[], name: string) =>
  releases.some(({ migrated }) => migrated.includes(name))

/** The same in a line; '' where there is nothing to say. */
export function kindsText(kinds: UpcomingKinds | undefined): string {
  if (!kinds) return ''
  const { expand, contract, held } = kinds
  return [
    ...(expand.length > 0 ? [`expand ${expand.join(', ')}`] : []),
    ...(contract.length > 0 ? [`contract ${contract.join(', ')}`] : []),
    ...(held.length > 0 ? [`${held.join(', ')} waits for the release after this one`] : []),
  ].join('; ')
}

/** A migration that the next release brings, judged. */
export interface UpcomingMigration {
  name: string
  contract: boolean
  findings: readonly Finding[]
}

/**
 * Judges what this checkout has and the version that runs has not, and what is pending.
 *
 * @param pending as the site says it
 * @returns undefined where PostgreSQL's parser is not installed here, as on a server without development's dependencies
 */
export async function judgeUpcoming(
  { root, instance }: Checkout,
  pending: readonly string[],
): Promise<UpcomingMigration[] | undefined> {
  const running = readReleases(instance).findLast(({ outcome }) => outcome === 'done')
  const fresh = running ? knownMigrations(root).filter((name) => !running.knows.includes(name)) : []
  const names = [...new Set([...pending, ...fresh])].sort()
  try {
    return await Promise.all(
      names.map(async (name) => {
        const file = join(migrationsFolder(root), name, 'migration.sql')
        const findings = existsSync(file) ? await lintMigration(name, readFileSync(file, 'utf8')) : []
        return { name, contract: isContract(name), findings }
      }),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}
