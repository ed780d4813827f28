import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import { runContainer } from '../docker/run-commands.ts'
import { modelsProgram } from '../machine/models.ts'
import { ownImages } from './production-facts.ts'
import { openRunning } from './running-production.ts'

/**
 * The translation service's own program for models, on the folder that development reads or on the volume of the site that
 * runs: there in a container of its own, since the service has no way out of its network.
 *
 * @param words its verb and what follows. @throws ManageError (failed) where production was never started
 */
export async function modelsWhere(
  context: Context,
  production: boolean,
  words: readonly string[],
): Promise<ProcessSpec> {
  if (!production) return modelsProgram(context, words)
  const { project, tags, registry } = await openRunning(context)
  if (tags.translation === undefined) {
    throw new ManageError(
      'failed',
      'production was never started here, so there is no volume for its models',
      {
        hint: 'Start it: pnpm manage prod:up',
      },
    )
  }
  const { file, args } = runContainer({
    name: `${project.name}-models`,
    image: `${registry ?? ownImages}/translation:${tags.translation}`,
    network: 'bridge',
    volumes: [`${project.name}_models:/data/models`],
    task: true,
    command: ['dist/translation/models-main.mjs', ...words, ...(context.output.json ? ['--json'] : [])],
  })
  // Progress is drawn where somebody looks.
  return { file, args: process.stdout.isTTY ? [args[0] ?? '', '--tty', ...args.slice(1)] : args }
}
