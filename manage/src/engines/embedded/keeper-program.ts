import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { Completed, ProcessSpec } from '../../core/process-spec.ts'
import { projectVersion } from '../../core/project-version.ts'
import type { Step } from '../../core/steps.ts'
import type { KeeperTask, PreparedMigration } from '../engine.ts'
import { databaseCommand, databaseStep } from './database-program.ts'
import { postgresUrl } from './postgres-server.ts'
import type { PostgresPlan } from './stack-types.ts'

/** Backups stay where the instance is: `dev:down --volumes` and `db:reset` leave them alone. */
const backupFolder = ({ instance }: Pick<Context, 'instance'>) => join(instance.folder, 'backups')

/** A large site takes its time; a keeper that hangs is ended. */
const taskTimeoutMs = 6 * 3_600_000

/** The keeper's program, which knows the format of backups. */
function keeperCommand(context: Context, postgres: PostgresPlan, words: readonly string[]): ProcessSpec {
  const { root, instance } = context
  return {
    file: process.execPath,
    args: [join(root, 'services', 'keeper', 'src', 'keeper-main.ts'), ...words],
    env: {
      DATABASE_URL: postgresUrl(postgres),
      ASSETS_DIR: join(instance.folder, 'assets'),
      BACKUP_DIR: backupFolder(context),
      MIGRATIONS_DIR: join(root, 'services', 'backend', 'prisma', 'migrations'),
      APP_VERSION: projectVersion(root),
    },
  }
}

/** A step for each task; `documents` fills with what they say while they are carried out. */
export function keeperSteps(
  context: Context,
  postgres: PostgresPlan,
  tasks: readonly (KeeperTask | PreparedMigration)[],
): { steps: Step[]; documents: Record<string, unknown>[] } {
  const documents: Record<string, unknown>[] = []
  const read = (document: Record<string, unknown>) => void documents.push(document)
  const steps = tasks.map((task): Step => {
    if ('migratePrepared' in task) {
      const url = postgresUrl(postgres, `${postgres.database}_restored`)
      return {
        ...databaseStep('migrate', databaseCommand(context.root, 'migrate', url), read),
        summary: 'migrate what was restored, if it is older',
      }
    }
    return {
      summary: task.summary,
      process: keeperCommand(context, postgres, task.words),
      act: async ({ run }) => read(readAnswer(await run({ timeoutMs: taskTimeoutMs, allow: 'any' }), task)),
    }
  })
  return { steps, documents }
}

function readAnswer({ code, stdout, stderr }: Completed, task: KeeperTask): Record<string, unknown> {
  const said = stdout.trim()
  if (said !== '' && (code === 0 || task.answers)) return JSON.parse(said) as Record<string, unknown>
  const last = stderr.trim().split('\n').at(-1) ?? ''
  throw new ManageError('failed', last.replace(/^keeper: /, '') || 'the keeper ended without a word', {
    details: { task: task.words.join(' '), exit: code },
  })
}
