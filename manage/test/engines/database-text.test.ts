import { expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import { databaseText, failedMigrations, seedText } from '../../src/engines/database-text.ts'

const style = createStyle(false)

test('the state of a database reads as migrations, drift and rows', () => {
  const document = {
    migrations: { applied: ['1_a'], pending: ['2_b'], failed: [] },
    drift: 'DROP INDEX x;',
    tables: { Tool: 48, ToolTranslation: 336 },
    server: '17.10',
  }
  expect(databaseText(document, style).split('\n')).toEqual([
    'migrations: 1 applied, 1 pending, 0 failed',
    '  pending 2_b',
    'drift: the database differs from its migrations; this would mend it:',
    '  DROP INDEX x;',
    '  Tool             48 rows',
    '  ToolTranslation  336 rows',
    'server: 17.10',
  ])
  expect(databaseText({ drift: '' }, style)).toBe('drift: none')
})

test('a check of the data reads as what holds and what does not', () => {
  const checks = [
    { name: 'every text can be searched', ok: true, detail: '' },
    { name: 'indexes are valid', ok: false, detail: '2 rows break it' },
  ]
  expect(databaseText({ ok: false, checks, tables: { Tool: 48 } }, style).split('\n')).toEqual([
    '✓ every text can be searched',
    '✗ indexes are valid: 2 rows break it',
    'the data is not sound',
    '  Tool  48 rows',
  ])
})

test('a failed migration counts', () => {
  expect([
    failedMigrations({ failed: ['x'] }),
    failedMigrations({ failed: [] }),
    failedMigrations(undefined),
  ]).toEqual([true, false, false])
})

test('a password is shown with its address, and only when there is one', () => {
  expect(seedText({ tools: 48, categories: 12, rooms: 3, adminEmail: 'a@b' }, style)).toBe(
    'seeded: 48 tools, 12 categories, 3 rooms',
  )
  expect(seedText({ database: 'parlance', ms: 200, adminEmail: 'a@b', adminPassword: 'pw' }, style)).toBe(
    'the database parlance is as new, after 200 ms\nadministrator: a@b  password: pw  (shown this once)',
  )
})
