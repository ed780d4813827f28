import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { checkoutKey } from '../core/instance.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import type { Project } from '../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { containerExec, listLabelled, readyLabel } from '../docker/object-commands.ts'
import { productionLabel } from '../docker/production-project.ts'
import { databaseProgram } from '../production/database-step.ts'
import type { DeployLock } from '../production/rollout/deploy-lock.ts'
import { untilReady } from '../production/rollout/first-start.ts'
import { gatewayFacts } from './gateway-facts.ts'
import { lockReady } from './preview-locks.ts'
import {
  chooseReady,
  forgetReady,
  isExact,
  keptReady,
  type ReadyContent,
  type ReadyDatabase,
  readReady,
  readyVolume,
  wantedContent,
  writeReady,
} from './ready-database.ts'

/** Listings of a large seed take minutes to make, once. */
const makeMs = 3_600_000
const cloneMs = 600_000
/** What is not there cannot be removed, and need not. */
const anyEnd = { allow: 'any' } as const

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })

/** How the database of a new preview comes to be. */
export interface Clone {
  /** It has every migration of the sources: none is left to apply. */
  whole: boolean
  /** Before any container is made. @param image of the backend. */
  files(project: Project, image: string): Step[]
  /** When the server takes connections. */
  data(project: Project): Step[]
}

/**
 * The database of a new preview as a copy of a ready one: its server's whole folder of data, copied as files while no server runs on either,
 * which is what PostgreSQL calls a backup at the level of the file system. One that is not there is made first, and stays.
 *
 * @param root of the preview's sources. @param size listings; 0: the sample catalogue
 */
export async function databaseClone(context: Context, root: string, size: number): Promise<Clone> {
  const wanted = wantedContent(context, root, size)
  const { stdout } = await runDocker(context.runner, listLabelled('volume', [labelOf(context)]))
  const volumes = new Set(stdout.split('\n').filter(Boolean))
  const found = chooseReady(readReady(context), wanted, volumes)
  // A branch's own migrations are applied to the copy; the checkout's own are worth a ready database.
  const usable = found && (isExact(found, wanted) || !isOwn(context, wanted)) ? found : undefined
  const ready = usable ?? { ...wanted, volume: readyVolume(context, wanted), used: '' }
  return {
    whole: isExact(ready, wanted),
    files: (project, image) => [
      ...(usable ? [] : makeSteps(context, ready, image)),
      ...cloneSteps(context, project, ready),
    ],
    data: (project) => [
      dockerStep(
        "give the copy's owner this preview's own password",
        docker(
          ...['exec', '--interactive', `${project.name}-postgres-1`],
          ...['psql', '--username=parlance', '--dbname=parlance', '--no-psqlrc', '--quiet'],
          '--set=ON_ERROR_STOP=1',
        ),
        // Its own environment has it: it stands in no argument.
        { input: "\\getenv word POSTGRES_PASSWORD\nALTER ROLE parlance PASSWORD :'word';\n" },
      ),
    ],
  }
}

const labelOf = ({ root }: Pick<Context, 'root'>) => `${readyLabel}=${checkoutKey(root)}`

function isOwn(context: Context, { migrations }: ReadyContent): boolean {
  const own = wantedContent(context, context.root, 0).migrations
  return JSON.stringify(own) === JSON.stringify(migrations)
}

/** Makes a ready database: a server of its own on no network, migrations and listings by the backend's image, and a clean end. */
function makeSteps(context: Context, ready: ReadyDatabase, image: string): Step[] {
  const { volume, size } = ready
  let lock: DeployLock | undefined
  let made = false
  // Another's server is no business of ours.
  const own = { always: true, onlyIf: { words: 'if it was made here', holds: () => lock !== undefined } }
  const labels = ['--label', gatewayFacts(context).label]
  const steps: Step[] = [
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
    dockerStep('wait until it takes connections', containerExec(volume, untilReady), { timeoutMs: cloneMs }),
    dockerStep(
      size === 0 ? 'migrations and the sample catalogue' : `migrations and ${size} listings`,
      docker(
        ...['run', '--rm', ...labels, '--network', `container:${volume}`],
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
    dockerStep('end its server cleanly', docker('stop', '--time', '60', volume)),
    {
      summary: `remember it, and let those go that were not used for longest (${keptReady} are kept)`,
      async act() {
        writeReady(context, { ...ready, used: new Date().toISOString() })
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
  const isThere = () => !made && readReady(context).some((one) => one.volume === volume)
  const take: Step = {
    summary: `see whether somebody else is making ${volume}, and wait for that`,
    async act() {
      lock = await lockReady(context, volume, makeMs)
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

/**
 * Copies beside the data and puts it in its place at the end, what says that it is whole last: broken off anywhere it is begun
 * anew. Where the file system can, the copy shares its blocks with what it is of.
 */
export const cloneScript = `set -e
if [ -s /to/PG_VERSION ]; then exit 0; fi
find /to -mindepth 1 -delete
share=; if cp --help 2>&1 | grep -q reflink; then share=--reflink=auto; fi
mkdir /to/.part
cp -a $share /from/. /to/.part/ || { rm -rf /to/.part; exit 1; }
for file in /to/.part/*; do case "$file" in */PG_VERSION) ;; *) mv "$file" /to/ ;; esac; done
chown "$(stat -c %u:%g /from)" /to
chmod 700 /to
mv /to/.part/PG_VERSION /to/
rmdir /to/.part`

/** The data of a preview's server, as Compose would have made its volume, with a copy in it. */
export function cloneSteps(
  context: Context,
  project: Project,
  ready: Pick<ReadyDatabase, 'volume' | 'image'>,
): Step[] {
  const volume = `${project.name}_postgres`
  const owner = `${productionLabel}=${project.env.PARLANCE_INSTANCE ?? ''}`
  const labels = [
    owner,
    `com.docker.compose.project=${project.name}`,
    'com.docker.compose.volume=postgres',
  ].flatMap((label) => ['--label', label])
  return [
    {
      summary: `see that ${volume} is nobody else's`,
      process: docker(
        'volume',
        'ls',
        '--quiet',
        '--filter',
        `name=^${volume}$`,
        '--filter',
        `label=${owner}`,
      ),
      async act({ run }) {
        const all = await runDocker(
          context.runner,
          docker('volume', 'ls', '--quiet', '--filter', `name=^${volume}$`),
        )
        const own = await run()
        if (all.stdout.trim() !== own.stdout.trim()) {
          throw new ManageError('failed', `there is a volume called ${volume} that is no preview's`, {
            hint: `Whoever made it may need it. Look at it: docker volume inspect ${volume}`,
          })
        }
      },
    },
    dockerStep('a volume for its database', docker('volume', 'create', ...labels, volume)),
    dockerStep(
      `copy the ready database ${ready.volume}`,
      docker(
        ...['run', '--rm', '--label', owner, '--network', 'none', '--user', 'root', '--entrypoint', 'sh'],
        ...['--volume', `${ready.volume}:/from:ro`, '--volume', `${volume}:/to`],
        ...[ready.image, '-c', cloneScript],
      ),
      { timeoutMs: cloneMs },
    ),
    {
      summary: 'remember that it was used',
      act() {
        const record = readReady(context).find((one) => one.volume === ready.volume)
        if (record) writeReady(context, { ...record, used: new Date().toISOString() })
      },
    },
  ]
}
