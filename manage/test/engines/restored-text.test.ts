import { expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import { command } from '../../src/commands/backup-restore.ts'
import { restorationText } from '../../src/engines/restored-text.ts'

const style = createStyle(false)

test('a table: which rows changed, what stays, and where the data from before is', () => {
  expect(
    restorationText(
      {
        table: 'public."Tool"',
        rows: 48,
        inserted: 3,
        updated: 2,
        removed: 0,
        newer: 7,
        backup: 'parlance-1',
        migrated: [],
        safetyBackup: 'parlance-2',
      },
      style,
    ),
  ).toBe(
    [
      'restored public."Tool" of parlance-1: 48 rows, of which 3 were missing and 2 were others',
      '7 rows that came since stay',
      'the data before it: backup parlance-2',
    ].join('\n'),
  )
})

test('images: how many came back, and which could not', () => {
  const document = {
    ok: false,
    name: 'parlance-1',
    assets: 9,
    missing: 1,
    altered: 2,
    lacking: ['ab/cd.webp'],
  }
  expect(restorationText(document, style)).toBe(
    [
      'read 9 images of parlance-1: 1 were missing and 2 were altered',
      'what those were is kept with the backups, in the folder altered',
      'not put back, as their copies are missing or damaged too: ab/cd.webp. Another backup, or --from offsite, may have them',
    ].join('\n'),
  )
  expect(command.exitCode?.(document)).toBe(1)
})

const flags = {
  production: false,
  from: undefined,
  at: undefined,
  table: undefined,
  exact: false,
  assets: false,
}
test.each([
  [{ assets: true, table: 'Tool' }, /--assets takes the name of a backup/],
  [{ assets: true, at: '2026-11-24 14:03:07+01' }, /--assets takes the name of a backup/],
  [{ exact: true }, /--exact belongs to --table/],
])('%o do not go together', async (given, why) => {
  const input = { args: ['latest'], flags: { ...flags, ...given } }
  await expect(async () => command.plan?.({} as never, input as never)).rejects.toThrow(why)
})
