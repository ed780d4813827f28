import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '../../../src/core/context.ts'
import { judgeUpcoming, kindsText, upcomingKinds } from '../../../src/production/migrations/upcoming.ts'

let root: string
let checkout: Pick<Context, 'root' | 'instance'>
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-upcoming-'))
  checkout = { root, instance: { folder: root } as Context['instance'] }
  migration('1_first', 'CREATE TABLE a (id int PRIMARY KEY, old text);')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function migration(name: string, sql: string): void {
  const folder = join(root, 'services/backend/prisma/migrations', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
}
const released = (...releases: { knows: string[]; migrated: string[]; outcome?: string }[]) =>
  writeFileSync(
    join(root, 'releases.json'),
    JSON.stringify(releases.map((one) => ({ outcome: 'done', ...one }))),
  )

test('without a release on record nothing is held back, and nothing is said', () => {
  expect(upcomingKinds(checkout)).toBeUndefined()
  expect(kindsText(upcomingKinds(checkout))).toBe('')
})

test('what a release brings is said by kind; what takes away waits for the one after', () => {
  released({ knows: ['1_first'], migrated: ['1_first'] })
  migration('2_more', 'ALTER TABLE a ADD COLUMN b text;')
  migration('3_less_contract', 'ALTER TABLE a DROP COLUMN old;')
  expect(kindsText(upcomingKinds(checkout))).toBe(
    'expand 2_more; 3_less_contract waits for the release after this one',
  )
  released(
    { knows: ['1_first'], migrated: ['1_first'] },
    { knows: ['1_first', '2_more', '3_less_contract'], migrated: ['2_more'] },
    // One that failed says nothing of what runs.
    { knows: ['1_first', '2_more', '3_less_contract', '4_x'], migrated: [], outcome: 'failed' },
  )
  expect(kindsText(upcomingKinds(checkout))).toBe('contract 3_less_contract')
})

test('each is judged, with its line and what to write; what the site has is not judged again', async () => {
  released({ knows: ['1_first'], migrated: ['1_first'] })
  migration('2_wrong', '\nALTER TABLE a ADD COLUMN b text;\nALTER TABLE a DROP COLUMN old;')
  migration('3_less_contract', 'ALTER TABLE a DROP COLUMN old;')
  expect(await judgeUpcoming(checkout, ['3_less_contract'])).toEqual([
    {
      name: '2_wrong',
      contract: false,
      findings: [
        expect.objectContaining({
          line: 3,
          rule: 'drop-column',
          instead: expect.stringContaining('_contract'),
        }),
      ],
    },
    { name: '3_less_contract', contract: true, findings: [] },
  ])
})
