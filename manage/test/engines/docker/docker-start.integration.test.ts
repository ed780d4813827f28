import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseConfig } from '../../../src/core/config.ts'
import { carryOut } from '../../../src/core/steps.ts'
import { createDockerEngine } from '../../../src/engines/docker/docker-engine.ts'
import type { UpReport } from '../../../src/engines/engine.ts'
import { answeringParts } from '../../support/answering-parts.ts'
import { daemon, everyImage, running } from '../../support/docker-script.ts'
import { scripted } from '../../support/scripted-runner.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'parlance-cache-'))
const inspector = await freePort()
const stack = ['postgres', 'redis', 'backend', 'frontend', 'translation', 'scraper', 'video']
const stale =
  'TurbopackInternalError: Failed to restore task data (corrupted database or bug): stale reference'

// Health and pages are asked of real servers; the frontend's pages are broken until it has begun anew.
const parts = await answeringParts(({ url }, response) => {
  const isBroken = url === '/' && !script.transcript().includes(' restart ')
  response.writeHead(isBroken ? 500 : 200).end('{"status":"healthy"}')
})
const script = scripted(
  [
    { when: 'docker logs', stdout: `${stale}\n` },
    { when: 'system_identifier', stdout: '7345678901234567890\n' },
    { when: 'seed --json', stdout: '{"ok":true}' },
    everyImage,
    ...running(stack, ' up --detach'),
    ...daemon,
  ],
  {
    root,
    env: {},
    config: parseConfig({ PARLANCE_SCRAPER_INSPECT_PORT: String(inspector) }),
    instance: { name: 'cut-off', folder, offset: 0, ports: parts.ports, project: 'parlance-x-cut-off' },
  },
)
afterAll(() => {
  parts.close()
  rmSync(folder, { recursive: true })
})

let report: UpReport | undefined
/** What Compose was asked, without what every command of the project begins with. */
let asked: string[] = []

beforeAll(async () => {
  const engine = createDockerEngine(script.context)
  const plan = await engine.up({ detached: true, waitTimeout: 180, inspect: ['scraper'] }, (said) => {
    report = said
  })
  await parts.open()
  await carryOut(plan, script.context)
  asked = script.started.map(({ args }) => args.slice(args.lastIndexOf('--file') + 2).join(' '))
})

test('a frontend whose cache was cut off answers 500 for ever: the start empties the cache and begins anew', () => {
  expect(report?.timings.map(({ name }) => name)).toContain('home page')
  expect(asked.filter((line) => /^(kill|run|restart) .*frontend/.test(line))).toEqual([
    expect.stringMatching(/^kill .*frontend$/),
    expect.stringMatching(/^run .*frontend rm -rf \.next\/dev$/),
    expect.stringMatching(/^restart .*frontend$/),
  ])
  expect(script.transcript()).toContain('frontend has lost pieces of what it had compiled: it begins anew')
})

test('an inspector that was asked for is opened in its container and published on loopback alone', () => {
  expect(report?.inspectors).toEqual({ scraper: `127.0.0.1:${inspector}` })
  const overlay = join(folder, 'inspect.json')
  expect(JSON.parse(readFileSync(overlay, 'utf8'))).toEqual({
    services: { scraper: { ports: [`127.0.0.1:${inspector}:9229`] } },
  })
  const up = script.started.find(({ args }) => args.includes('up'))
  expect(up?.args).toContain(overlay)
  const flags = Object.entries(up?.env ?? {}).filter(([name]) => name.endsWith('_INSPECT'))
  expect(flags).toEqual([['PARLANCE_SCRAPER_INSPECT', '--inspect=0.0.0.0:9229']])
})
