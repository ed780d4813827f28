/** `pnpm check`: no migration since the first version takes anything from a version that runs, or makes its users wait. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lintMigration } from '../manage/src/production/migrations/lint-migration.ts'

const folder = fileURLToPath(new URL('../services/backend/prisma/migrations/', import.meta.url))
/** The last one of the first version: it, and those before it, are applied where no version has ever run. */
const firstVersion = '20261128200200_second_factor'

const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name > firstVersion)
  .map(({ name }) => name)
  .sort()
for (const name of names) {
  for (const { line, rule, what, instead } of await lintMigration(
    name,
    readFileSync(join(folder, name, 'migration.sql'), 'utf8'),
  )) {
    process.stderr.write(
      `${name}/migration.sql:${line} ${rule}: ${what}.\n  Instead: ${instead}.\n  Where it does no harm: -- allow ${rule}: why\n`,
    )
    process.exitCode = 1
  }
}
