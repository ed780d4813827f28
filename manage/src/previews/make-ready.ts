import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { checkoutKey } from '../core/instance.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { containerExec, listLabelled, readyLabel } from '../docker/object-commands.ts'
import { untilReady } from '../docker/until-ready.ts'
import { databaseProgram } from '../production/database-step.ts'
import type { DeployLock } from '../production/rollout/deploy-lock.ts'
import { gatewayFacts } from './gateway-facts.ts'
import { lockReady } from './preview-locks.ts'
import { forgetReady, keptReady, type ReadyDatabase, readReady, writeReady } from './ready-database.ts'

/** Listings of a large seed take minutes to make, once. */
const makeMs = 3_600_000
const startMs = 600_000
/** What is not there cannot be removed, and need not. */
const anyEnd = { allow: 'any' } as const

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })

const labelOf = ({ root }: Pick<Context, 'root'>) => `${readyLabel}=${checkoutKey(root)}`

/** The volumes with ready databases that Docker has of this checkout. */
export async function readyVolumes(context: Pick<Context, 'root' | 'runner'>): Promise<Set<string>> {
  const { stdout } = await runDocker(context.runner, listLabelled('volume', [labelOf(context)]))
  return new Set(stdout.split('\n').filter(Boolean))
}

/**
 * Makes a ready database: a server of its own on no network, what fills it, and a clean end.
 * @param fill when it takes connections. @param since ISO 8601; one that was made before is made anew
 */
export function makeSteps(context: Context, ready: ReadyDatabase, fill: readonly Step[], since = ''): Step[] {
  const { volume } = ready
  let lock: DeployLock | undefined
  let made = false
  // Another's server is no business of ours.
  const own = { always: true, onlyIf: { words: 'if it was made here', holds: () => lock !== undefined } }
  const labels = ['--label', gatewayFacts(context).label]
  const steps: Step[] = [
    { summary: 'forget one that is too old', act: () => forgetReady(context, volume) },
    dockerStep('clear away one that is half made', docker('rm', '--force', '--volumes', volume), anyEnd),
    dockerStep('and its data', docker('volume', 'rm', '--force', volume)),
    dockerStep(
      'a volume for a ready database',
      docker('volume', 'create', '--label', labelOf(context), volume),
    ),
    dockerStep(
      'start a server for it, on no network',
      docker(
        ...['run', '--detach', '--name', volume, ...labels, '--network', 'none', '--user', 'postgres'],
        ...['--volume', `${volume}:/var/lib/postgresql/data`, '--shm-size', '128m'],
        ...['--env', 'POSTGRES_USER=parlance', '--env', 'POSTGRES_DB=parlance'],
        // On no network: whoever is in its container is let in. A copy lets in by its own rules, and has a password.
        ...['--env', 'POSTGRES_HOST_AUTH_METHOD=trust'],
        ...['--env', 'POSTGRES_INITDB_ARGS=--encoding=UTF8 --locale=C.UTF-8'],
        // Little of the log stays: it would be copied each time.
        ...[ready.image, 'postgres', '-c', 'min_wal_size=32MB', '-c', 'max_wal_size=512MB'],
      ),
    ),
    dockerStep('wait until it takes connections', containerExec(volume, untilReady), { timeoutMs: startMs }),
    ...fill,
    dockerStep('end its server cleanly', docker('stop', '--time', '60', volume)),
    {
      summary: `remember it, and let those go that were not used for longest (${keptReady} are kept)`,
      async act() {
        const now = new Date().toISOString()
        writeReady(context, { ...ready, used: now, made: now })
        made = true
        await pruneReady(context)
      },
    },
    { ...dockerStep('remove the server', docker('rm', '--force', volume), anyEnd), ...own },
    {
      ...dockerStep('and its data, where it is not whole', docker('volume', 'rm', '--force', volume), anyEnd),
      always: true,
      onlyIf: { words: 'if that failed', holds: () => lock !== undefined && !isThere() && !made },
    },
    { summary: 'let others at it', act: () => lock?.release(), ...own },
  ]
  const missing = { words: 'if nobody has made it meanwhile', holds: () => lock !== undefined && !isThere() }
  const isThere = () =>
    !made && readReady(context).some((one) => one.volume === volume && (one.made ?? '') >= since)
  const take: Step = {
    summary: `see whether somebody else is making ${volume}, and wait for that`,
    async act() {
      lock = await lockReady(context, volume, makeMs)
      // Whoever tidied up Docker's volumes has told nobody.
      if (!(await readyVolumes(context)).has(volume)) forgetReady(context, volume)
    },
  }
  return [take, ...steps.map((step) => (step.always ? step : { ...step, onlyIf: missing }))]
}

/** Those that were not used for longest go; one that is being copied now stays until another time. */
async function pruneReady(context: Context): Promise<void> {
  for (const { volume } of readReady(context).slice(keptReady)) {
    forgetReady(context, volume)
    await runDocker(context.runner, docker('volume', 'rm', volume), { allow: 'any' })
  }
}

/** Migrations and listings by the backend's image. */
export const fillSteps = (context: Context, { volume, size }: ReadyDatabase, image: string): Step[] => [
  dockerStep(
    size === 0 ? 'migrations and the sample catalogue' : `migrations and ${size} listings`,
    docker(
      ...['run', '--rm', '--label', gatewayFacts(context).label, '--network', `container:${volume}`],
      ...['--env', 'DATABASE_URL=postgresql://parlance@127.0.0.1:5432/parlance'],
      ...[image, databaseProgram, 'prepare-template', '--json'],
      ...(size === 0 ? [] : ['--size', String(size)]),
    ),
    { timeoutMs: makeMs },
    ({ stdout }) => {
      if (size > 0 && (JSON.parse(stdout) as { size?: number }).size !== size) {
        throw new ManageError('failed', 'the branch is older than seeds of any size', {
          hint: 'Bring it up to date, or leave --size out.',
        })
      }
    },
  ),
  dockerStep(
    'make that the database itself',
    containerExec(volume, [
      ...['psql', '--username=parlance', '--dbname=postgres', '--quiet', '--set=ON_ERROR_STOP=1'],
      ...[
        '--command=DROP DATABASE parlance',
        '--command=ALTER DATABASE parlance_template RENAME TO parlance',
      ],
    ]),
  ),
]
