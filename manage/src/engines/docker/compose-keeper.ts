import { mkdirSync } from 'node:fs'
import type { Context } from '../../core/context.ts'
import { missingError } from '../../core/errors.ts'
import type { Plan, Step } from '../../core/steps.ts'
import { composeRun, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { withImage } from '../../docker/local-images.ts'
import { readProgramDocument } from '../../docker/parse/program-document.ts'
import { backupFolder } from '../backup-folder.ts'
import type { KeeperTask, PreparedMigration } from '../engine.ts'
import { keeperSteps, preparedDatabase } from '../keeper-steps.ts'
import { program, withPostgres } from './compose-database.ts'
import { imageSteps } from './development-images.ts'
import { openDevStack } from './development-stack.ts'

const migrateTimeoutMs = 120_000

/** The keeper in a container of its own, with the database started for as long as it takes. @param hasData there is a volume */
export async function keepPlan(
  context: Context,
  tasks: readonly (KeeperTask | PreparedMigration)[],
  hasData: boolean,
): Promise<Plan<readonly Record<string, unknown>[]>> {
  const { instance, config } = context
  const folderOnly = tasks.every((task) => 'folderOnly' in task)
  if (!folderOnly && !hasData) {
    throw missingError('this instance has no database on Docker yet', {
      hint: 'Make it: pnpm manage db:migrate, or dev:up',
    })
  }
  const containers = await inspectProject(context, { name: instance.project })
  const running = containers.some(({ service, running: runs }) => service === 'postgres' && runs)
  return withImage(context, config.nodeImage, async (base) => {
    const stack = await openDevStack(context, base)
    const { project, keep } = stack
    const migrates = tasks.some((task) => 'migratePrepared' in task)
    const images = await imageSteps(context, stack, ['keeper', ...(migrates ? (['backend'] as const) : [])])
    const { steps, documents } = keeperSteps(
      {
        command: (words, mount) =>
          composeRun(
            project,
            'keeper',
            ['node', 'src/keeper-main.ts', ...words],
            mount === undefined ? {} : { mounts: [mount] },
          ),
        migrate: (read) => migrateStep(project, read),
      },
      tasks,
    )
    return {
      steps: [
        ...keep,
        ...images.steps,
        {
          // Docker would make it as root.
          summary: `make ${backupFolder(context)} where it is not there`,
          act: () => mkdirSync(backupFolder(context), { recursive: true, mode: 0o700 }),
        },
        ...(folderOnly || running ? steps : withPostgres(context, project, steps)),
      ],
      result: () => documents,
    }
  })
}

const migrateStep = (project: Project, read: (document: Record<string, unknown>) => void): Step =>
  dockerStep(
    'migrate',
    composeRun(project, 'backend', program('migrate', [`--database=${preparedDatabase('parlance')}`])),
    { timeoutMs: migrateTimeoutMs },
    ({ stdout }) => read(readProgramDocument(stdout)),
  )
