import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import type { Project } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { explainDocker } from '../docker/parse/docker-fault.ts'
import { databaseStep } from '../production/database-step.ts'
import { openProduction } from '../production/production-facts.ts'
import { knownMigrations } from '../production/release-facts.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { openRunning } from '../production/running-production.ts'

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

/** A preview's beginning as a copy of the site. */
export interface SiteCopy {
  data(preview: Project): Step[]
  /** Where visitors find the site, and its pictures. */
  origin: string
}

/**
 * What fills a preview's database from the site that runs, before the branch's own migrations are applied to it. The
 * site's own version decides what others may see of each table; nothing of the branch touches the site.
 *
 * @param root the preview's sources. @throws ManageError (failed) where no site runs
 */
export async function siteCopy(context: Context, root: string): Promise<SiteCopy> {
  const [site, { origin }] = await Promise.all([openRunning(context), openProduction(context)])
  const containers = await inspectProject(context, site.project)
  const server = containers.find(({ service, running }) => service === 'postgres' && running)
  if (!server) {
    throw new ManageError('failed', 'no site runs here whose data could be copied', {
      hint: 'Start it: pnpm manage prod:up. Or take the sample catalogue: --data sample',
    })
  }
  const release = readReleases(context.instance).findLast(({ outcome }) => outcome === 'done')
  const has = new Set(release?.knows ?? knownMigrations(context.root))
  const data: SiteCopy['data'] = (preview) => {
    const held = knownMigrations(root).filter((name) => !has.has(name))
    const own = `${preview.name}-postgres-1`
    let script = ''
    let copied = ''
    return [
      databaseStep(
        preview,
        'the schema as the site has it',
        held.length === 0 ? ['migrate'] : ['migrate', `--hold=${held.join(',')}`],
        () => {},
      ),
      databaseStep(site.project, 'ask the site what others may see of each table', 'copy-script', (said) => {
        script = String(said.script ?? '')
        copied = String(said.copied ?? '')
      }),
      {
        summary: 'copy the catalogue and the open rooms, without people',
        process: piped(psql(server.name), psql(own)),
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
  return { data, origin: origin.origin }
}
