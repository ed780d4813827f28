import { join } from 'node:path'
import type { Context } from '../core/context.ts'

/** Backups stay where the instance is, on either engine: `dev:down --volumes` and `db:reset` leave them alone. */
export const backupFolder = ({ instance }: Pick<Context, 'instance'>) => join(instance.folder, 'backups')
