import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import { command } from '../../src/commands/status.ts'
import { parseConfig } from '../../src/core/config.ts'
import { checkoutKey } from '../../src/core/instance.ts'
import { type Reply, scripted } from '../support/scripted-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-status-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function remember(name: string, engine: string): void {
  const folder = join(root, '.parlance', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'instance.json'), JSON.stringify({ name, offset: 11_000 }))
  writeFileSync(join(folder, 'engine'), engine)
}

const listed = (service: string, State: string, Status: string, labels: string) =>
  JSON.stringify({
    Names: `x-${service}-1`,
    Image: `parlance/${service}:1`,
    State,
    Status,
    Labels: `com.docker.compose.service=${service},${labels}`,
  })

const ask = async (...replies: readonly Reply[]) => {
  const { context } = scripted(replies, { root, config: parseConfig({}) })
  const result = await command.run?.(context, { flags: {}, args: [] })
  return { result, text: result && command.text?.(result, createStyle(false)) }
}

test('an instance that runs in Docker, one that is paused, production beside them, and the images', async () => {
  remember('one', 'docker')
  const mine = `dev.parlance.checkout=${checkoutKey(root)},dev.parlance.instance=one`
  const { result, text } = await ask(
    {
      when: 'container ls',
      stdout: [
        listed('backend', 'running', 'Up 2 minutes (healthy)', mine),
        listed('frontend', 'paused', 'Up 2 minutes (Paused)', mine),
        listed('scraper', 'exited', 'Exited (1) 3 seconds ago', mine),
        listed(
          'backend',
          'running',
          'Up 1 second',
          'dev.parlance.checkout=another,dev.parlance.instance=two',
        ),
        listed('edge', 'running', 'Up 3 days', 'dev.parlance.production=default'),
        listed('translation', 'running', 'Up 3 days (unhealthy)', 'dev.parlance.production=default'),
      ].join('\n'),
    },
    {
      when: 'image ls',
      stdout: 'sha256:a parlance/edge:1\nsha256:b parlance/backend:0\nsha256:b parlance/backend:0.1.0\n',
    },
  )
  expect(result?.instances).toMatchObject([
    {
      instance: 'one',
      engine: 'docker',
      running: true,
      services: [
        { name: 'backend', state: 'running', health: { status: 'healthy' } },
        { name: 'frontend', state: 'paused' },
        { name: 'scraper', state: 'stopped' },
      ],
    },
  ])
  expect(result?.production).toMatchObject([
    {
      instance: 'default',
      running: true,
      services: [
        { name: 'edge', state: 'running' },
        { name: 'translation', state: 'unhealthy' },
      ],
    },
  ])
  expect(result?.productionImages).toEqual({ images: 2, unused: 1 })
  expect(text).toMatch(/default {2}running {2}production/)
  expect(text).toContain('production images: 2, 1 of them used by no container')
})

test('an instance of a Docker that does not answer is of Docker, and that is said', async () => {
  remember('one', 'docker')
  const { result, text } = await ask({ when: 'docker', code: 1, stderr: 'no daemon' })
  expect(result?.instances).toMatchObject([{ engine: 'docker', running: false }])
  expect(text).toContain('Docker cannot be asked')
})

test('an instance without Docker is of its own engine', async () => {
  remember('one', 'embedded')
  expect((await ask()).result?.instances).toMatchObject([{ engine: 'embedded', running: false }])
})
