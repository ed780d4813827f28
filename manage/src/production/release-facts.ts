import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the migrations of a checkout are. */
export const migrationsFolder = (root: string): string => join(root, 'services/backend/prisma/migrations')

/** Every migration that the sources of a checkout have, in order. */
export const knownMigrations = (root: string): string[] =>
  readdirSync(migrationsFolder(root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
