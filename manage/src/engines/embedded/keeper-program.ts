import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { projectVersion } from '../../core/project-version.ts'
import { backupFolder } from '../backup-folder.ts'
import { type KeeperPlace, preparedDatabase } from '../keeper-steps.ts'
import { databaseCommand, databaseStep } from './database-program.ts'
import { postgresUrl } from './postgres-server.ts'
import type { PostgresPlan } from './stack-types.ts'

/** The keeper's program, which knows the format of backups, as a process on the instance's own server. */
export function embeddedKeeper(context: Context, postgres: PostgresPlan): KeeperPlace {
  const { root, instance } = context
  return {
    command: (words) => ({
      file: process.execPath,
      args: [join(root, 'services', 'keeper', 'src', 'keeper-main.ts'), ...words],
      env: {
        DATABASE_URL: postgresUrl(postgres),
        ASSETS_DIR: join(instance.folder, 'assets'),
        BACKUP_DIR: backupFolder(context),
        MIGRATIONS_DIR: join(root, 'services', 'backend', 'prisma', 'migrations'),
        APP_VERSION: projectVersion(root),
      },
    }),
    migrate: (read) => {
      const url = postgresUrl(postgres, preparedDatabase(postgres.database))
      return databaseStep('migrate', databaseCommand(root, 'migrate', url), read)
    },
  }
}
