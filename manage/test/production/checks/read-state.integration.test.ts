import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseConfig } from '../../../src/core/config.ts'
import { portsOf } from '../../../src/core/topology.ts'
import { readProductionState } from '../../../src/production/checks/read-state.ts'
import { siteChecks } from '../../../src/production/checks/site-checks.ts'
import { secretFileNames } from '../../../src/production/secret-files.ts'
import { daemon, everyImage, running } from '../../support/docker-script.ts'
import { type Reply, scripted } from '../../support/scripted-runner.ts'

// The secrets are real files; docker is a script that answers as a site does whose parts are away.
const folder = mkdtempSync(join(tmpdir(), 'parlance-check-'))
beforeAll(() => {
  for (const name of secretFileNames) writeFileSync(join(folder, name), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

const stack = ['edge', 'frontend', 'backend', 'translation', 'postgres', 'redis', 'keeper']
const read = (replies: readonly Reply[]) =>
  readProductionState(
    scripted([...replies, ...running(stack), everyImage, ...daemon], {
      root: join(import.meta.dirname, '../../../..'),
      env: {},
      config: parseConfig({}),
      instance: {
        name: 'told',
        folder,
        offset: 0,
        ports: portsOf('development', 0),
        project: 'parlance-x-told',
      },
    }).context,
  )

test('a site whose parts are away is looked at all the same, and nothing of it is called well', async () => {
  const state = await read([
    { when: / config --format json$/, stdout: '{"services":{"backend":{"image":"parlance/backend:1"}}}' },
    { when: /database-main\.mjs status/, code: 1, stderr: 'database: the server does not answer' },
    { when: /exec .*psql/, code: 2, stderr: 'psql: error: connection refused' },
    { when: /exec .*keeper/, code: 1, stderr: 'TypeError: fetch failed' },
    { when: /exec .*backend/, code: 1, stderr: 'TypeError: fetch failed' },
  ])
  expect(state.site).toMatchObject({
    health: 'unreachable',
    migrations: undefined,
    administrators: undefined,
  })
  expect(state.keeper).toBe('silent')
  expect(state.docker.clockAheadMs).toBeUndefined()
  const well = siteChecks(state, Date.now()).filter(({ status }) => status === 'ok')
  // Docker itself counts the restarts.
  expect(well.map(({ name }) => name)).toEqual(['restarts'])
})
