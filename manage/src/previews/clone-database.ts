import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import type { Project } from '../docker/compose-commands.ts'
import { dockerStep, runDocker } from '../docker/daemon.ts'
import { productionLabel } from '../docker/production-project.ts'
import { fillSteps, makeSteps, readyVolumes } from './make-ready.ts'
import {
  chooseReady,
  isExact,
  type ReadyContent,
  type ReadyDatabase,
  readReady,
  readyVolume,
  wantedContent,
  writeReady,
} from './ready-database.ts'

const cloneMs = 600_000

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
  const volumes = await readyVolumes(context)
  const found = chooseReady(readReady(context), wanted, volumes)
  // A branch's own migrations are applied to the copy; the checkout's own are worth a ready database.
  const usable = found && (isExact(found, wanted) || !isOwn(context, wanted)) ? found : undefined
  const ready = usable ?? { ...wanted, volume: readyVolume(context, wanted), used: '' }
  return cloneOf(context, ready, isExact(ready, wanted), (image) =>
    usable ? [] : makeSteps(context, ready, fillSteps(context, ready, image)),
  )
}

/** A copy of a ready database. @param whole it has every migration of the sources. @param make what makes it, where it is not there */
export const cloneOf = (
  context: Context,
  ready: ReadyDatabase,
  whole: boolean,
  make: (image: string) => Step[],
): Clone => ({
  whole,
  files: (project, image) => [...make(image), ...cloneSteps(context, project, ready)],
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
})

function isOwn(context: Context, { migrations }: ReadyContent): boolean {
  const own = wantedContent(context, context.root, 0).migrations
  return JSON.stringify(own) === JSON.stringify(migrations)
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
