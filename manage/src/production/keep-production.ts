import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError, missingError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { composeRun } from '../docker/compose-commands.ts'
import { dockerStep } from '../docker/daemon.ts'
import { pullImage } from '../docker/image-commands.ts'
import { withImage } from '../docker/local-images.ts'
import type { KeeperTask, PreparedMigration } from '../engines/engine.ts'
import { keeperSteps, preparedDatabase } from '../engines/keeper-steps.ts'
import { selectEngine } from '../engines/select.ts'
import { buildFrom } from './build-production.ts'
import { databaseStep } from './database-step.ts'
import { envFolder, openImageSet, openProduction } from './production-facts.ts'
import { openRunning } from './running-production.ts'
import { secretFileNames } from './secret-files.ts'

type Tasks = readonly (KeeperTask | PreparedMigration)[]
type Documents = Plan<readonly Record<string, unknown>[]>

const program = 'dist/keeper/keeper-main.mjs'

/** Runs the keeper's tasks on the data of a development instance, or of the site that runs by `prod:up`. */
export const keepWhere = async (context: Context, production: boolean, tasks: Tasks): Promise<Documents> =>
  production ? keepProduction(context, tasks) : (await selectEngine(context)).engine.keep(tasks)

/**
 * The keeper of the production that runs, in a container of its own. A smaller tier than full has no image of it running:
 * it is built or pulled then.
 */
async function keepProduction(context: Context, tasks: Tasks): Promise<Documents> {
  const { running, tags, registry } = await openRunning(context)
  if (!running && !tasks.every((task) => 'folderOnly' in task)) {
    throw new ManageError('failed', 'production does not run, and its database with it', {
      hint: 'Start it: pnpm manage prod:up',
    })
  }
  // Compose reads the files of all services, whichever it runs.
  const missing = secretFileNames
    .map((name) => join(envFolder(context), name))
    .find((file) => !existsSync(file))
  if (missing) {
    throw missingError(`${missing} is not there`, {
      hint: 'Write what is missing, without touching the others: pnpm manage secrets:init',
    })
  }
  return withImage(context, context.config.nodeImage, async (base) => {
    const set = openImageSet(context, base)
    const production = await openProduction(context)
    const keeper = tags.keeper ?? set.tags.keeper
    const project = production.project({
      tier: 'full',
      publish: false,
      ...(registry === undefined ? {} : { registry }),
      tags: { ...tags, keeper },
    })
    const fetched =
      tags.keeper !== undefined
        ? []
        : registry === undefined
          ? (await buildFrom(context, set, ['keeper'], undefined)).steps
          : [dockerStep('pull the keeper', pullImage(`${registry}/keeper:${keeper}`))]
    const { steps, documents } = keeperSteps(
      {
        command: (words, mount) =>
          composeRun(project, 'keeper', [program, ...words], mount === undefined ? {} : { mounts: [mount] }),
        migrate: (read) =>
          databaseStep(project, 'migrate', ['migrate', `--database=${preparedDatabase('parlance')}`], read),
      },
      tasks,
    )
    return { steps: [...fetched, ...steps], result: () => documents }
  })
}
