import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ScraperService } from '@parlance/contracts'
import { createGrpcClient } from '@parlance/service-kit'
import { programEnvironment, waitUntil } from '@parlance/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { status, Web } from './support/web.ts'

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const started: ChildProcess[] = []

interface Program {
  readonly process: ChildProcess
  readonly output: () => string
  readonly exit: Promise<number | null>
}

function run(env: Record<string, string>): Program {
  const child = spawn(process.execPath, [entry], {
    env: { ...programEnvironment, ...env },
    stdio: 'pipe',
  })
  started.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      text += chunk
    })
  }
  return {
    process: child,
    output: () => text,
    exit: once(child, 'exit').then(([code]) => code as number | null),
  }
}

async function listening(program: Program): Promise<{ port: number; metricsPort: number }> {
  await waitUntil('the program listens', () => program.output().includes('"msg":"listening"'))
  const line = program
    .output()
    .split('\n')
    .find((text) => text.includes('"msg":"listening"'))
  return JSON.parse(line ?? '{}')
}

const development = { NODE_ENV: 'development', HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0' }

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

describe('the program', () => {
  it('serves gRPC, health and metrics, and ends in order', async () => {
    const program = run(development)
    const { port, metricsPort } = await listening(program)
    const client = createGrpcClient(ScraperService, `127.0.0.1:${port}`, { deadlineMs: 10_000 })
    expect(await client.health()).toBe('SERVING')
    expect(await client.health('parlance.scraper.v1.ScraperService')).toBe('SERVING')
    expect((await client.call('Capabilities', {})).limit).toBe(2)
    client.close()
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    expect(metrics).toContain('parlance_scraper_running')
    expect((await fetch(`http://127.0.0.1:${metricsPort}/health/live`)).status).toBe(200)
    program.process.kill('SIGTERM')
    expect(await program.exit).toBe(0)
  })

  it('ends in time with a scrape in flight, and takes its children along', async () => {
    const web = await Web.open({ '/robots.txt': status(404), '*': () => {} })
    const program = run({ ...development, SCRAPER_ALLOW_HOSTS: web.host })
    const { port } = await listening(program)
    const client = createGrpcClient(ScraperService, `127.0.0.1:${port}`, { deadlineMs: 30_000 })
    const scrape = (async () => {
      for await (const _event of client.stream('Scrape', { url: web.url('/page') }));
    })()
    const failed = expect(scrape).rejects.toThrow()
    await waitUntil('the request', () => web.requests.includes('GET /page'))
    program.process.kill('SIGTERM')
    expect(await program.exit).toBe(0)
    await failed
    client.close()
    await web.close()
  })

  it.each([
    ['no address', { ...development, HOST: '' }, 'HOST is missing'],
    [
      'loopback opened in production',
      { ...development, NODE_ENV: 'production', SCRAPER_ALLOW_HOSTS: 'localhost' },
      'SCRAPER_ALLOW_HOSTS opens loopback',
    ],
    ['several faults', { ...development, PORT: 'x', MAX_SCRAPER_CONCURRENT: '-1' }, 'MAX_SCRAPER_CONCURRENT'],
  ])('does not start with %s, and says why', async (_what, env, message) => {
    const program = run(env)
    expect(await program.exit).toBe(1)
    expect(program.output()).toContain(message)
    expect(program.output()).not.toContain('at file:')
  })
})
