import { expect, test } from 'vitest'
import type { Project } from '../../../src/docker/compose-commands.ts'
import { runDatabaseAction } from '../../../src/engines/docker/compose-database.ts'
import { type Reply, scripted } from '../../support/scripted-runner.ts'

const project: Project = { name: 'parlance-x-default', folder: '/srv/p', files: ['/srv/p/dev.yml'], env: {} }
const open = async () => project
const instance = { instance: { project: project.name } } as never
const compose =
  'docker compose --ansi never --project-name parlance-x-default --project-directory /srv/p --file /srv/p/dev.yml'
const up = `${compose} up --detach --no-build --quiet-pull --pull missing --wait --wait-timeout 60 postgres`
const look =
  "docker container ls --all --format '{{.Names}}' --filter label=com.docker.compose.project=parlance-x-default --filter label=com.docker.compose.oneoff=False"
const running = (service: string): Reply[] => [
  { when: 'container ls', stdout: `p-${service}-1\n` },
  {
    when: 'container inspect',
    stdout: JSON.stringify([
      {
        Name: `/p-${service}-1`,
        Config: { Labels: { 'com.docker.compose.service': service } },
        State: { Running: true },
      },
    ]),
  },
]

test('in a running backend it is one command', async () => {
  const { context, transcript } = scripted(
    [...running('backend'), { when: ' exec ', stdout: '{"ok": true, "tools": 48}\n' }],
    instance,
  )
  expect(await runDatabaseAction(context, open, 'seed')).toEqual({ ok: true, tools: 48 })
  expect(transcript()).toBe(
    `$ ${look}\n$ docker container inspect p-backend-1\n$ docker exec p-backend-1 node src/database-main.ts seed --json\n`,
  )
})

test('a failing step in the middle: what was started for it is stopped again', async () => {
  const { context, transcript } = scripted(
    [{ when: ' run ', code: 1, stderr: 'database: migration 2 failed: column exists\n' }],
    instance,
  )
  await expect(runDatabaseAction(context, open, 'migrate')).rejects.toThrow('docker ended with 1')
  expect(transcript()).toBe(`$ ${look}
$ ${up}
$ ${compose} run --rm --no-deps --no-TTY --quiet-pull backend node src/database-main.ts migrate --json
→ exit 1: database: migration 2 failed: column exists
$ ${compose} stop postgres
`)
})

test('a database that does not start: nothing is run against it, and it is stopped', async () => {
  const { context, transcript } = scripted(
    [{ when: ' up ', code: 1, stderr: 'container p-postgres-1 is unhealthy\n' }],
    instance,
  )
  await expect(runDatabaseAction(context, open, 'reset')).rejects.toThrow()
  expect(transcript()).not.toContain(' run ')
  expect(transcript()).toMatch(/ stop postgres\n$/)
})

test('words that Compose prints around the document do not hide it', async () => {
  const { context } = scripted(
    [
      ...running('postgres'),
      { when: ' run ', stdout: ' Container p-backend-run-1  Creating\n{\n "ok": true\n}\n' },
    ],
    instance,
  )
  expect(await runDatabaseAction(context, open, 'status')).toEqual({ ok: true })
})

test('an answer that is no document is shown', async () => {
  const { context } = scripted([{ when: ' exec ', stdout: 'hello\n' }, ...running('backend')], instance)
  await expect(runDatabaseAction(context, open, 'status')).rejects.toMatchObject({
    kind: 'failed',
    details: { output: ['hello'] },
  })
})
