import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseConfig } from '../../../src/core/config.ts'
import type { Context } from '../../../src/core/context.ts'
import { carryOut } from '../../../src/core/steps.ts'
import { portsOf } from '../../../src/core/topology.ts'
import { databasePlan } from '../../../src/engines/docker/compose-database.ts'
import type { DatabaseAction } from '../../../src/engines/engine.ts'
import { daemon, everyImage, running } from '../../support/docker-script.ts'
import { scripted } from '../../support/scripted-runner.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'parlance-database-'))
afterAll(() => rmSync(folder, { recursive: true }))

const instance: Partial<Context> = {
  root,
  config: parseConfig({}),
  instance: {
    name: 'told',
    folder,
    offset: 0,
    ports: portsOf('development', 0),
    project: 'parlance-x-told',
  },
}
const here = [...daemon, everyImage]
const compose = `docker compose --ansi never --project-name parlance-x-told --project-directory ${root} --file ${root}/docker-compose.dev.yml --file ${root}/deploy/start-interval.yml`
const up = `${compose} up --detach --no-build --quiet-pull --pull missing postgres`
const ready = `${compose} exec --no-TTY postgres sh -c 'until pg_isready --quiet --host=127.0.0.1 --username=parlance --dbname=parlance; do sleep 0.1; done'`

const perform = async (context: Context, action: DatabaseAction) =>
  carryOut(await databasePlan(context, action), context)

const changes = (transcript: string) =>
  transcript
    .split('\n')
    .filter((line) => !/^\$ docker (info|container (ls|inspect)|image inspect) ?/.test(line))
    .join('\n')

test('in a running backend it is one command', async () => {
  const { context, transcript } = scripted(
    [...running(['backend']), { when: ' exec ', stdout: '{"ok": true, "tools": 48}\n' }],
    instance,
  )
  expect(await perform(context, 'seed')).toEqual({ ok: true, tools: 48 })
  expect(changes(transcript())).toBe('$ docker exec p-backend-1 node src/database-main.ts seed --json\n')
})

test('a failing step in the middle: what was started for it is stopped again', async () => {
  const { context, transcript } = scripted(
    [...here, { when: ' run ', code: 1, stderr: 'database: migration 2 failed: column exists\n' }],
    instance,
  )
  await expect(perform(context, 'migrate')).rejects.toThrow('docker ended with 1')
  expect(changes(transcript())).toBe(`$ ${up}
$ ${ready}
$ ${compose} run --rm --no-deps --no-TTY --quiet-pull backend node src/database-main.ts migrate --json
→ exit 1: database: migration 2 failed: column exists
$ ${compose} stop postgres
`)
})

test('a database that does not start: nothing is run against it, and it is stopped', async () => {
  const { context, transcript } = scripted(
    [...here, { when: ' up ', code: 1, stderr: 'container p-postgres-1 is unhealthy\n' }],
    instance,
  )
  await expect(perform(context, 'reset')).rejects.toThrow()
  expect(transcript()).not.toContain(' run ')
  expect(transcript()).toMatch(/ stop postgres\n$/)
})

test('a database that ends at once: how, and its last lines', async () => {
  const ended = {
    Name: '/p-postgres-1',
    Config: { Labels: { 'com.docker.compose.service': 'postgres' } },
    State: { Running: false, ExitCode: 3, StartedAt: '2026-11-21T03:00:00Z' },
  }
  const { context, transcript } = scripted(
    [
      ...here,
      { when: ' exec ', code: 1, stderr: 'service "postgres" is not running\n' },
      { when: 'container ls', stdout: 'p-postgres-1\n', after: ' exec ' },
      { when: 'container inspect', stdout: JSON.stringify([ended]) },
      { when: 'docker logs', stdout: 'PANIC: could not locate a valid checkpoint record\n' },
    ],
    instance,
  )
  await expect(perform(context, 'migrate')).rejects.toMatchObject({
    kind: 'failed',
    message: 'postgres ended before it took connections',
    details: { ended: 'exit code 3', lastLines: ['PANIC: could not locate a valid checkpoint record'] },
  })
  expect(transcript()).not.toContain(' run ')
  expect(transcript()).toMatch(/ stop postgres\n$/)
})

test('words that Compose prints around the document do not hide it', async () => {
  const { context } = scripted(
    [
      ...running(['postgres']),
      ...here,
      { when: ' run ', stdout: ' Container p-backend-run-1  Creating\n{\n "ok": true\n}\n' },
    ],
    instance,
  )
  expect(await perform(context, 'status')).toEqual({ ok: true })
})

test('an answer that is no document is shown', async () => {
  const { context } = scripted([{ when: ' exec ', stdout: 'hello\n' }, ...running(['backend'])], instance)
  await expect(perform(context, 'status')).rejects.toMatchObject({
    kind: 'failed',
    details: { output: ['hello'] },
  })
})
