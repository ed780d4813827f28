import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { exitCodes, interruptedError, ManageError } from '../core/errors.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'

const modelsFolder = ({ env, root }: Pick<Context, 'env' | 'root'>) =>
  env.MODELS_DIR || join(root, '.parlance', 'models')

/** Directions between English and the site's six other languages, each a model. */
const directions = 12

/** How to get all seven languages where they are not there yet, in one sentence; undefined where they are. */
export function howToGetAllLanguages(context: Pick<Context, 'env' | 'root'>): string | undefined {
  const installed = foldersIn(join(modelsFolder(context), 'bergamot')).filter((name) =>
    /^(?:en-[a-z]{2}|[a-z]{2}-en)$/.test(name),
  ).length
  if (installed >= directions) return undefined
  return 'All seven languages in every pair, offline: pnpm manage models:pull bergamot (about 300 MB to download, 450 MB on disk).'
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * The translation service's own program for models, on the folder that development's stack reads.
 * @param words its verb and what follows.
 */
export const modelsProgram = (context: Context, words: readonly string[]): ProcessSpec => ({
  file: process.execPath,
  args: [
    join(context.root, 'services', 'translation', 'src', 'models-main.ts'),
    ...words,
    ...(context.output.json ? ['--json'] : []),
  ],
  env: { MODELS_DIR: modelsFolder(context) },
})

/** Runs it with this terminal, so that its progress shows as it draws it. @param verb `pull`, `rm` */
export const modelsStep = (summary: string, program: ProcessSpec, verb: string): Step => ({
  summary,
  process: program,
  act: async ({ attach }) => judgeExit(await attach(), verb),
})

/** The list of what is there. */
export const listModels = async ({ runner }: Context, program: ProcessSpec): Promise<void> =>
  judgeExit(await runner.attach(program), 'list')

/** @throws ManageError with the kind of its exit code */
function judgeExit(exit: number, verb: string): void {
  if (exit === exitCodes.interrupted) throw interruptedError()
  if (exit === exitCodes.usage) throw new ManageError('usage', 'the model was not understood')
  if (exit !== exitCodes.done) {
    const kept = 'What was downloaded so far is kept: the same command goes on where it stopped.'
    throw new ManageError('failed', 'the models stay as they were', verb === 'pull' ? { hint: kept } : {})
  }
}
