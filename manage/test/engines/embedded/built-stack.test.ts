import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Tier } from '../../../src/core/services/service.ts'
import { portsOf } from '../../../src/core/topology.ts'
import { planBuiltStack } from '../../../src/engines/embedded/built-stack.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const postgres = {
  binaries: '/pg/bin',
  data: '/p/.parlance/preview-x/postgres',
  host: '127.0.0.1',
  port: 20_033,
  user: 'parlance',
  password: 'own',
  database: 'parlance',
}
const planOf = (tier: Tier) =>
  planBuiltStack(
    {
      root,
      instance: 'preview-x',
      host: '127.0.0.1',
      ports: portsOf('development', 20_000),
      folder: '/p/.parlance/preview-x',
      sharedFolder: '/p/.parlance',
      version: '1.2.3',
      jwtSecret: 'made',
      chromium: undefined,
      ffmpeg: '/usr/bin/ffmpeg',
      origin: 'http://x.preview.localhost:9000',
      tier,
      pages: '/p/.parlance/preview-x/pages',
      patienceMs: 1_000,
    },
    postgres,
    {},
  )
const programOf = (plan: ReturnType<typeof planOf>, name: string) =>
  plan.programs.find((one) => one.name === name)

test('a tier has the services of production', () => {
  const namesIn = (plan: ReturnType<typeof planOf>) => plan.programs.map(({ name }) => name)
  expect(namesIn(planOf('core'))).toEqual(['backend', 'frontend', 'translation'])
  expect(namesIn(planOf('scraper'))).toEqual(['backend', 'frontend', 'translation', 'scraper', 'video'])
})

test('every program runs as in production, with nothing that reloads it', () => {
  for (const { name, command, reloader, watch } of planOf('scraper').programs) {
    expect([name, command.env?.NODE_ENV, reloader, watch]).toEqual([name, 'production', false, []])
    expect(command.args.join(' ')).not.toContain('nodemon')
  }
})

test('visitors meet one origin: pages and interface of it, cookies and links for it', () => {
  const plan = planOf('core')
  expect(programOf(plan, 'frontend')?.command).toMatchObject({
    args: ['server.js'],
    cwd: '/p/.parlance/preview-x/pages/services/frontend',
    env: { PUBLIC_API_URL: 'http://x.preview.localhost:9000', BACKEND_URL: 'http://127.0.0.1:23002' },
  })
  expect(programOf(plan, 'backend')?.command.env).toMatchObject({
    CORS_ORIGIN: 'http://x.preview.localhost:9000',
    PUBLIC_URL: 'http://x.preview.localhost:9000',
    TRUSTED_PROXIES: '127.0.0.1',
    ENABLE_SCRAPER: 'false',
  })
})

test('the backend is told of no service that is not in the tier', () => {
  expect(programOf(planOf('core'), 'backend')?.command.env).not.toHaveProperty('VIDEO_ADDRESS')
  expect(programOf(planOf('scraper'), 'backend')?.command.env).toHaveProperty('VIDEO_ADDRESS')
})
