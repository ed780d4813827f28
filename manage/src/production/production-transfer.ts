import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Plan, Step } from '../core/steps.ts'
import { composeRun, type Project } from '../docker/compose-commands.ts'
import { dockerStep } from '../docker/daemon.ts'
import { readProgramDocument } from '../docker/parse/program-document.ts'
import { progressOf } from '../engines/database-progress.ts'
import type { DatabaseRequest, TransferAction } from '../engines/engine.ts'
import { databaseProgram } from './database-step.ts'
import { openRunning } from './running-production.ts'

const timeoutMs = 12 * 3_600_000

/** A file of listings into the site that runs, or out of it. @throws ManageError (failed) where none runs */
export async function transferInProduction(
  context: Context,
  action: TransferAction,
  request: DatabaseRequest,
): Promise<Plan<Record<string, unknown>>> {
  const { project, running } = await openRunning(context)
  if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
  let document: Record<string, unknown> = {}
  const step = transferStep(project, action, request, (said) => {
    document = said
  })
  return { steps: [step], result: () => document }
}

/**
 * The database program in a container of its own, to which the folders of the files are lent. It works as who asked for it,
 * so that it reads what they may read, and what it writes is theirs.
 */
export const transferStep = (
  project: Project,
  action: TransferAction,
  { args = [], onProgress }: DatabaseRequest,
  read: (document: Record<string, unknown>) => void,
): Step =>
  dockerStep(
    action === 'catalogue-import' ? `import ${args[0]}` : `write ${args[0]}`,
    composeRun(project, 'backend', [databaseProgram, action, ...args, '--json'], {
      mounts: [...new Set(args.filter((word) => word.startsWith('/')).map(dirname))],
      user: `${process.getuid?.() ?? 1_000}:${process.getgid?.() ?? 1_000}`,
    }),
    {
      timeoutMs,
      // Lines that fail are told in its document, with an exit code of their own.
      allow: 'any',
      onLine: (line) => {
        const progress = progressOf(line)
        if (progress) onProgress?.(progress)
      },
    },
    ({ stdout, stderr }) => read(readProgramDocument(stdout, stderr)),
  )

/** What a first start imports, where somebody has put it there. */
const firstImportNames = /^import\.(csv|json|ndjson)$/

/**
 * `data/import.csv`, `.json` or `.ndjson` of the checkout: the listings that a site begins with.
 * @throws ManageError (usage) where there are several
 */
export function firstImport({ root }: Pick<Context, 'root'>): string | undefined {
  const folder = join(root, 'data')
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => firstImportNames.test(name)) : []
  if (found.length > 1) {
    throw new ManageError(
      'usage',
      `there are ${found.join(' and ')} in ${folder}, and one of them is imported`,
      {
        hint: 'Keep the one that you mean.',
      },
    )
  }
  return found[0] === undefined ? undefined : join(folder, found[0])
}
