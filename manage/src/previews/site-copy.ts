import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { dockerStep } from '../docker/daemon.ts'
import { explainDocker } from '../docker/parse/docker-fault.ts'
import { databaseProgram, databaseStep } from '../production/database-step.ts'
import { openProduction } from '../production/production-facts.ts'
import { knownMigrations } from '../production/release-facts.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { openRunning } from '../production/running-production.ts'
import { type Clone, cloneOf } from './clone-database.ts'
import { gatewayFacts } from './gateway-facts.ts'
import { makeSteps, readyVolumes } from './make-ready.ts'
import {
  isExact,
  type ReadyContent,
  type ReadyDatabase,
  readReady,
  readyVolume,
  wantedContent,
} from './ready-database.ts'

/** A large catalogue takes minutes. */
const timeoutMs = 1_800_000

const psql = (container: string, ...more: readonly string[]): readonly string[] => [
  ...['docker', 'exec', '--interactive', container],
  ...['psql', '--username=parlance', '--dbname=parlance', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'],
  ...more,
]

/** Two processes of which one reads what the other writes: no word of ours needs more than the quotes. */
const piped = (...commands: readonly (readonly string[])[]): ProcessSpec => ({
  file: 'sh',
  args: ['-c', commands.map((words) => words.map((word) => `'${word}'`).join(' ')).join(' | ')],
})

/** The site that runs, as far as a copy of it goes. */
interface Site {
  project: Project
  /** Container of its database. */
  server: string
  /** Its backend's image, which alone knows its schema. */
  image: string
  /** Names of its migrations. */
  migrations: readonly string[]
  /** Where visitors find it, and its pictures. */
  origin: string
}

/** @throws ManageError (failed) where no site runs */
async function findSite(context: Context): Promise<Site> {
  const [{ project }, { origin }] = await Promise.all([openRunning(context), openProduction(context)])
  const containers = await inspectProject(context, project)
  const server = containers.find(({ service, running }) => service === 'postgres' && running)
  const backend = containers.find(({ service }) => service === 'backend')
  if (!server || !backend) {
    throw new ManageError('failed', 'no site runs here whose data could be copied', {
      hint: 'Start it: pnpm manage prod:up. Or take the sample catalogue: --data sample',
    })
  }
  const release = readReleases(context.instance).findLast(({ outcome }) => outcome === 'done')
  return {
    project,
    server: server.name,
    image: backend.image,
    migrations: release?.knows ?? knownMigrations(context.root),
    origin: origin.origin,
  }
}

/** A preview's beginning as a copy of the site. */
export interface SiteCopy extends Pick<Site, 'origin'> {
  /** How its database comes to be. @param root the preview's sources, which are there */
  clone(root: string): Promise<Clone>
}

/**
 * What fills a preview's database from the site that runs, before the branch's own migrations are applied to it. The site's own version
 * decides what others may see of each table; nothing of the branch touches the site. The copy is made once and kept, and each preview's is a
 * copy of its files, until it is older than `config.previews.copyAge`.
 *
 * @param anew as the site is now, whatever is kept. @throws ManageError (failed) where no site runs
 */
export async function siteCopy(context: Context, anew: boolean): Promise<SiteCopy> {
  const site = await findSite(context)
  return { origin: site.origin, clone: (root) => siteClone(context, site, root, anew) }
}

async function siteClone(context: Context, site: Site, root: string, anew: boolean): Promise<Clone> {
  const own = wantedContent(context, root, 0)
  // A branch that lacks some of the site's migrations has no place for what they added: it takes what it has a place for.
  if (!site.migrations.every((name, index) => own.migrations[index]?.[0] === name)) {
    return { whole: false, files: () => [], data: (preview) => ownCopySteps(site, preview, root) }
  }
  const content: ReadyContent = {
    ...own,
    seed: `the site ${site.project.name} by ${site.image}`,
    migrations: own.migrations.slice(0, site.migrations.length),
  }
  const ready: ReadyDatabase = { ...content, volume: readyVolume(context, content), used: '' }
  const now = Date.now()
  const since = new Date(anew ? now : now - context.config.previews.copyAge * 1_000).toISOString()
  const kept = readReady(context).find(({ volume }) => volume === ready.volume)
  const usable = (kept?.made ?? '') >= since && (await readyVolumes(context)).has(ready.volume)
  return cloneOf(context, ready, isExact(ready, own), () =>
    usable ? [] : makeSteps(context, ready, siteSteps(context, site, ready.volume), since),
  )
}

/** The site's schema by its own program, and what others may see of it. @param container of the server, which lets in whoever is in it */
const siteSteps = (context: Context, site: Site, container: string): Step[] => [
  dockerStep(
    'the schema as the site has it',
    {
      file: 'docker',
      args: [
        ...['run', '--rm', '--label', gatewayFacts(context).label, '--network', `container:${container}`],
        ...['--env', 'DATABASE_URL=postgresql://parlance@127.0.0.1:5432/parlance'],
        ...[site.image, databaseProgram, 'migrate', '--json'],
      ],
    },
    { timeoutMs },
  ),
  ...dataSteps(site, container),
]

/** Straight into the preview's own server. */
function ownCopySteps(site: Site, preview: Project, root: string): Step[] {
  const held = knownMigrations(root).filter((name) => !site.migrations.includes(name))
  return [
    databaseStep(
      preview,
      'the schema as the site has it',
      held.length === 0 ? ['migrate'] : ['migrate', `--hold=${held.join(',')}`],
      () => {},
    ),
    ...dataSteps(site, `${preview.name}-postgres-1`),
  ]
}

/** @param to container of the server that takes it */
function dataSteps(site: Site, to: string): Step[] {
  let script = ''
  let copied = ''
  return [
    databaseStep(site.project, 'ask the site what others may see of each table', 'copy-script', (said) => {
      script = String(said.script ?? '')
      copied = String(said.copied ?? '')
    }),
    {
      summary: 'copy the catalogue and the open rooms, without people',
      process: piped(psql(site.server), psql(to)),
      async act({ run }) {
        const { stdout, stderr } = await run({ input: script, timeoutMs }).catch((error: unknown) => {
          throw explainDocker(error)
        })
        // The last thing that comes, after everything has been kept: whatever broke off before it left nothing.
        if (copied !== '' && stdout.split('\n').includes(copied)) return
        throw new ManageError(
          'failed',
          "the site's data could not be copied, and the preview has none of it",
          {
            hint: 'A branch that is older than the site has no place for some of it: bring it up to date.',
            details: { output: stderr.trim().split('\n').slice(-10) },
          },
        )
      },
    },
  ]
}
