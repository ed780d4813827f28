import type { KeeperTask, PreparedMigration } from './engine.ts'

type Source = { words: readonly string[] } & Pick<KeeperTask, 'mount'>
type Documents = readonly Readonly<Record<string, unknown>>[]

const safetyBackup: KeeperTask = {
  summary: 'back up what is there now',
  words: ['create', 'before a restore'],
}

/**
 * What puts a backup in the place of the data, and says what came of it.
 *
 * @param source which backup, as words of the keeper's program, and the folder of this machine that they name
 * @param first what is done before anything is restored, as a step says it
 */
export const restoreTasks = (
  { words, ...place }: Source,
  first: string,
): (KeeperTask | PreparedMigration)[] => [
  { summary: first, words: ['check', ...words], ...place },
  { summary: 'restore it beside the data, and compare every table', words: ['prepare', ...words], ...place },
  { migratePrepared: true },
  safetyBackup,
  { summary: 'put what was restored in its place', words: ['swap'] },
]

/** What those tasks came to, from their documents. */
export const restored = ([, prepared, migrated, safety, swap]: Documents) => ({
  backup: prepared?.name,
  tables: prepared?.tables,
  assets: prepared?.assets,
  lacking: prepared?.lacking ?? [],
  migrated: migrated?.applied ?? [],
  safetyBackup: safety?.name,
  kept: swap?.kept,
})

/** What puts one table of a backup in the place of the one that serves. @param exact rows that came since go */
export const restoreTableTasks = (
  { words, ...place }: Source,
  first: string,
  table: string,
  exact: boolean,
): (KeeperTask | PreparedMigration)[] => [
  { summary: first, words: ['check', ...words, `--table=${table}`], ...place },
  {
    summary: 'restore it beside the data, and compare every table',
    words: ['prepare', ...words, `--table=${table}`],
    ...place,
  },
  { migratePrepared: true },
  safetyBackup,
  {
    summary: `take the rows of ${table} from it, all or none`,
    words: ['take-table', `--table=${table}`, ...(exact ? ['--exact'] : [])],
  },
]

/** What those tasks came to. */
export const tableRestored = ([, prepared, migrated, safety, taken]: Documents) => ({
  ...taken,
  backup: prepared?.name,
  migrated: migrated?.applied ?? [],
  safetyBackup: safety?.name,
})

/** What puts the files of a backup back that the site lacks, or has otherwise. */
export const restoreAssetsTask = ({ words, ...place }: Source): KeeperTask => ({
  summary: 'read each image, and put back what is missing or altered',
  words: ['put-assets', ...words],
  answers: true,
  ...place,
})
