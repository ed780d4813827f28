import type { KeeperTask, PreparedMigration } from './engine.ts'

/**
 * What puts a backup in the place of the data, and says what came of it.
 *
 * @param source which backup, as words of the keeper's program, and the folder of this machine that they name
 * @param first what is done before anything is restored, as a step says it
 */
export const restoreTasks = (
  { words, ...place }: { words: readonly string[] } & Pick<KeeperTask, 'mount'>,
  first: string,
): (KeeperTask | PreparedMigration)[] => [
  { summary: first, words: ['check', ...words], ...place },
  { summary: 'restore it beside the data, and compare every table', words: ['prepare', ...words], ...place },
  { migratePrepared: true },
  { summary: 'back up what is there now', words: ['create', 'before a restore'] },
  { summary: 'put what was restored in its place', words: ['swap'] },
]

/** What those tasks came to, from their documents. */
export const restored = ([, prepared, migrated, safety, swap]: readonly Readonly<
  Record<string, unknown>
>[]) => ({
  backup: prepared?.name,
  tables: prepared?.tables,
  assets: prepared?.assets,
  migrated: migrated?.applied ?? [],
  safetyBackup: safety?.name,
  kept: swap?.kept,
})
