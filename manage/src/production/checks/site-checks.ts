import type { Finding } from '../../core/findings.ts'
import { isContract } from '../migrations/migration-kind.ts'
import type { ProductionState, RunningSite } from './production-state.ts'

const hourMs = 3_600_000
/** A day and the time that a run may take; as the keeper has it. */
const staleAfterMs = 26 * hourMs
/** More than a release and a power cut explain. */
const manyRestarts = 3

/** The site while it runs, its backups and its people. @param now milliseconds since 1970 */
export function siteChecks(
  { site, keeper }: Pick<ProductionState, 'site' | 'keeper'>,
  now: number,
): Finding[] {
  if (!site) {
    return [
      {
        category: 'site',
        name: 'health',
        status: 'warning',
        message: 'nothing runs: health, migrations, accounts and backups were not looked at',
        fix: 'pnpm manage prod:up, then once more',
      },
    ]
  }
  return [
    ...healthFindings(site),
    migrationFinding(site),
    upcomingFinding(site),
    accountFinding(site),
    backupFinding(keeper, now),
  ]
}

function healthFindings({ health, faults, restarts }: RunningSite): Finding[] {
  const often = Object.entries(restarts).filter(([, count]) => count > manyRestarts)
  return [
    {
      category: 'site',
      name: 'health',
      status: health === 'healthy' ? 'ok' : health === 'degraded' ? 'warning' : 'failure',
      message: [health, ...faults].join('; '),
      ...(health === 'healthy' ? {} : { fix: 'pnpm manage prod:status, and prod:logs --level warn' }),
    },
    {
      category: 'site',
      name: 'restarts',
      status: often.length > 0 ? 'warning' : 'ok',
      message:
        often.length > 0
          ? often.map(([name, count]) => `${name} was started again ${count} times`).join(', ')
          : 'no container keeps ending',
      ...(often.length > 0
        ? { fix: `pnpm manage prod:logs ${often.map(([name]) => name).join(' ')} --tail 50` }
        : {}),
    },
  ]
}

function migrationFinding({ migrations }: RunningSite): Finding {
  const base = { category: 'data', name: 'migrations' } as const
  if (!migrations) {
    return { ...base, status: 'warning', message: 'the database did not say', fix: 'pnpm manage prod:status' }
  }
  const { pending, failed } = migrations
  if (failed.length > 0) {
    return {
      ...base,
      status: 'failure',
      message: `${failed.join(', ')} failed`,
      fix: 'See to its cause in prod:logs backend, then: pnpm manage prod:deploy',
    }
  }
  const contract = pending.filter(isContract)
  if (pending.length === 0) return { ...base, status: 'ok', message: 'none is pending' }
  return contract.length === pending.length
    ? {
        ...base,
        status: 'ok',
        message: `${contract.join(', ')} waits for the next release, as it should`,
      }
    : {
        ...base,
        status: 'failure',
        message: `${pending.join(', ')} is pending under a version that needs it`,
        fix: 'pnpm manage prod:deploy',
      }
}

/** So many troubles are told; `pnpm check` tells all. */
const mostTold = 5

/** What the next release would do to the schema: each trouble with its place, and what to write instead. */
function upcomingFinding({ upcoming }: RunningSite): Finding {
  const base = { category: 'data', name: 'next migrations' } as const
  if (!upcoming) {
    return {
      ...base,
      status: 'warning',
      message:
        'not judged: the database did not say what is pending, or the parser of SQL is not installed here',
      fix: 'pnpm install, and once more while the site runs; where migrations are written, pnpm check judges them',
    }
  }
  const names = (contract: boolean) =>
    upcoming.filter((one) => one.contract === contract).map(({ name }) => name)
  const troubles = upcoming.flatMap(({ name, findings }) => findings.map((found) => ({ name, ...found })))
  if (troubles.length > 0) {
    const told = troubles.slice(0, mostTold)
    const more = troubles.length > told.length ? `; ${troubles.length - told.length} more` : ''
    return {
      ...base,
      status: 'failure',
      message: `${told.map(({ name, line, what }) => `${name}, line ${line}: ${what}`).join('; ')}${more}`,
      fix: `Write instead: ${[...new Set(told.map(({ instead }) => instead))].join('; ')}`,
    }
  }
  const [expand, contract] = [names(false), names(true)]
  const kinds = [
    ...(expand.length > 0 ? [`expand: ${expand.join(', ')}`] : []),
    ...(contract.length > 0
      ? [`contract, applied by a release after the one that brings it: ${contract.join(', ')}`]
      : []),
  ]
  return { ...base, status: 'ok', message: kinds.join('; ') || 'the next release brings none' }
}

function accountFinding({ administrators }: RunningSite): Finding {
  const base = { category: 'accounts', name: 'second factor' } as const
  if (!administrators) {
    return { ...base, status: 'warning', message: 'the database did not say', fix: 'pnpm manage prod:status' }
  }
  const without = administrators.all - administrators.withSecondFactor
  if (without === 0) {
    return { ...base, status: 'ok', message: `all ${administrators.all} administrators have one` }
  }
  return {
    ...base,
    status: 'warning',
    message: `${without} of ${administrators.all} administrators have none: a password alone governs the site`,
    fix: 'Each adds one at /account; SECOND_FACTOR=administrators in .env.backend demands it.',
  }
}

function backupFinding(keeper: ProductionState['keeper'], now: number): Finding {
  const base = { category: 'data', name: 'backups' } as const
  if (!keeper) {
    return {
      ...base,
      status: 'failure',
      message: 'no keeper runs: nobody makes a backup at night',
      fix: 'pnpm manage prod:up --tier full, or from a cron of yours: pnpm manage backup:create --production',
    }
  }
  if (keeper === 'silent') {
    return {
      ...base,
      status: 'failure',
      message: 'the keeper runs and does not answer',
      fix: 'pnpm manage prod:logs keeper',
    }
  }
  const { newestVerified, newestOffsite, automatic, problems } = keeper
  const age = newestVerified === null ? undefined : now - Date.parse(newestVerified)
  if (age === undefined || age > staleAfterMs) {
    return {
      ...base,
      status: 'failure',
      message:
        age === undefined
          ? 'no backup was ever proven by a restore'
          : `the newest proven backup is ${Math.round(age / hourMs)} hours old`,
      fix: 'pnpm manage backup:create --production proves one now; prod:logs keeper says why none came by itself.',
    }
  }
  if (newestOffsite === undefined && automatic && problems.length === 0) {
    return {
      ...base,
      status: 'warning',
      message: `proven ${Math.round(age / hourMs)} hours ago; no copy elsewhere: what is lost with the machine is lost`,
      fix: 'BACKUP_OFFSITE in .env.keeper, then: pnpm manage prod:deploy',
    }
  }
  return {
    ...base,
    status: automatic && problems.length === 0 ? 'ok' : 'warning',
    message: [
      `proven ${Math.round(age / hourMs)} hours ago`,
      ...(newestOffsite === null ? ['no copy elsewhere is proven yet'] : []),
      ...(automatic ? [] : ['ENABLE_AUTO_BACKUP is off']),
      ...problems,
    ].join('; '),
    ...(automatic && problems.length === 0 ? {} : { fix: 'pnpm manage prod:logs keeper' }),
  }
}
