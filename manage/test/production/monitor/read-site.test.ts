import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/context.ts'
import { ManageError } from '../../../src/core/errors.ts'
import { formatCommand } from '../../../src/core/shown-process.ts'
import { measureVolumes, readSite, type Watch } from '../../../src/production/monitor/read-site.ts'
import { scripted } from '../../support/scripted-runner.ts'

const backend = {
  Name: '/parlance-backend-1',
  Config: { Image: 'parlance/backend:1', Labels: { 'com.docker.compose.service': 'backend' } },
  State: { Running: true, Health: { Status: 'healthy', Log: [] } },
}

/** A daemon that lists and inspects, and answers nothing else within any time. */
function watchOfSlow(): Watch {
  const { context } = scripted([
    { when: 'container ls', stdout: 'parlance-backend-1' },
    { when: 'container inspect', stdout: JSON.stringify([backend]) },
  ])
  const run: Context['runner']['run'] = (spec, options) => {
    if (/container (ls|inspect)/.test(formatCommand({ file: spec.file, args: spec.args })))
      return context.runner.run(spec, options)
    // A question without a deadline would never be answered.
    expect(options?.timeoutMs).toBeGreaterThan(0)
    return Promise.reject(new ManageError('timedOut', 'docker did not finish'))
  }
  return {
    context: {
      ...context,
      instance: { name: 'default' } as Context['instance'],
      runner: { ...context.runner, run },
    },
    project: { name: 'parlance', folder: '/deploy', files: [], env: {} },
    tier: 'core',
    dockerFolder: undefined,
    last: undefined,
    volumes: null,
  }
}

test('what nobody says in time is unknown, and stops no look', async () => {
  const watch = watchOfSlow()
  await measureVolumes(watch)
  expect(await readSite(watch)).toMatchObject({
    health: 'unreachable',
    services: [{ name: 'backend', state: 'healthy', use: null }],
    volumes: null,
    rates: null,
    queues: [],
    alerts: null,
  })
})
