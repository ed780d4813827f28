import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { installCopy } from './support/copy.ts'
import { type Janitor, startJanitor } from './support/janitor.ts'
import { type ManageOptions, manageJson, runManage } from './support/manage.ts'

const isRoot = process.getuid?.() === 0
const foreign = inject('stack').instance ? '' : ' (skipped: the tests were given a stack and start none)'
const noRoot = isRoot ? '' : ' (skipped: only root can take other users’ places)'
const noMounts =
  spawnSync('unshare', ['--mount', 'true']).status === 0
    ? ''
    : ' (skipped: mounts of one’s own are not allowed)'
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((file) => existsSync(file) && major(file) < 24)
const noOldNode = oldNode ? '' : ' (skipped: this machine has no Node older than 24)'
const nobody = 65_534

/** OTLP's JSON, as far as it is read here (opentelemetry-proto, trace.proto). */
interface SentTraces {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: { traceId: string }[] }[]
  }[]
}

/** The first number of a Node's version. */
function major(file: string): number {
  const said = spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  return Number(/^v(\d+)/.exec(said)?.[1] ?? Number.POSITIVE_INFINITY)
}

/** Asks as the stack's address says, whatever this process's proxies are. @returns the status */
function ask(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { timeout: 30_000 }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end()
  })
}

describe.skipIf(foreign)(`a checkout in odd surroundings${foreign}`, () => {
  const instance = `odd-${randomBytes(4).toString('hex')}`
  // Nobody but its owner can enter what mkdtemp makes.
  const own = mkdtempSync(join(tmpdir(), 'parlance of the tests '))
  const checkout = join(own, 'my parlance')
  const here = ['--engine', 'embedded', '--instance', instance]
  let janitor: Janitor

  beforeAll(() => {
    mkdirSync(checkout)
    installCopy(checkout)
    janitor = startJanitor(instance, checkout)
  })
  // The data and what Next.js compiled stay for the next start: the first one and the ordinary user's begin with nothing.
  afterEach(() => manage('dev:down'))
  afterAll(async () => {
    await janitor.sweep()
    rmSync(own, { recursive: true, force: true })
  })

  async function manage(...words: string[]): Promise<void> {
    const { code, stderr } = await runManage([...words, ...here], { checkout })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  }

  /** Starts the stack, asks all of it, and gives what was started. */
  async function starts(options: ManageOptions = {}): Promise<Readonly<Record<string, string>>> {
    const up = await manageJson<{ addresses: Record<string, string> }>(['dev:up', '--detach', ...here], {
      checkout,
      ...options,
    })
    const { frontend, backend } = up.addresses
    expect(await ask(`${frontend}/fr`)).toBe(200)
    expect(await ask(`${backend}/health`)).toBe(200)
    return up.addresses
  }

  test('a path with spaces, in a folder that only its owner can enter', async () => {
    expect(statSync(own).mode & 0o077).toBe(0)
    await starts()
  })

  test('proxies set to where nobody answers: the stack asks itself directly', async () => {
    const proxy = 'http://127.0.0.1:9'
    await starts({
      env: Object.fromEntries(
        [
          'HTTP_PROXY',
          'HTTPS_PROXY',
          'ALL_PROXY',
          'http_proxy',
          'https_proxy',
          'all_proxy',
          'grpc_proxy',
        ].map((name) => [name, proxy]),
      ),
    })
  })

  test('a collector of traces gets what a page does as one trace, from the frontend to the backend', async () => {
    const services = new Map<string, Set<string>>()
    const collector = createServer(async (delivery, response) => {
      let body = ''
      for await (const piece of delivery.setEncoding('utf8')) body += piece
      const { resourceSpans } = JSON.parse(body) as SentTraces
      for (const { resource, scopeSpans } of resourceSpans) {
        const name = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? ''
        for (const { traceId } of scopeSpans.flatMap(({ spans }) => spans)) {
          services.set(traceId, (services.get(traceId) ?? new Set()).add(name))
        }
      }
      response.setHeader('content-type', 'application/json').end('{}')
    }).listen(0, '127.0.0.1')
    try {
      await once(collector, 'listening')
      const { port } = collector.address() as AddressInfo
      await starts({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` } })
      await waitUntil(
        'a trace of both',
        () => [...services.values()].find((names) => names.has('frontend') && names.has('backend')),
        120_000,
      )
    } finally {
      collector.closeAllConnections()
      collector.close()
    }
  })

  test('an old Node first on the PATH is not what services run on', async () => {
    const folder = join(own, 'old')
    mkdirSync(folder)
    writeFileSync(join(folder, 'node'), '#!/bin/sh\necho v12.22.12\nexit 9\n', { mode: 0o755 })
    await starts({ env: { PATH: `${folder}${delimiter}${process.env.PATH}` } })
  })

  test.skipIf(noOldNode)(`started by an old Node, it hands over to its own${noOldNode}`, async () => {
    await starts({ through: [oldNode ?? ''] })
  })

  test.skipIf(noOldNode)(
    `an old Node, before anything is installed, says what to do${noOldNode}`,
    async () => {
      const bare = join(own, 'bare')
      for (const file of ['docker-manage.ts', 'package.json', 'manage/launch.cjs']) {
        cpSync(join(checkout, file), join(bare, file))
      }
      const { code, stderr } = await runManage(['version'], { checkout: bare, through: [oldNode ?? ''] })
      expect(code).toBe(3)
      expect(stderr).toMatch(/this is Node [\d.]+; Parlance needs Node 24 or newer/)
      expect(stderr).toContain('Run `npm start` once')
    },
  )

  describe.skipIf(noMounts)(`localhost${noMounts}`, () => {
    /** Starts the stack where the file of hosts says so alone. */
    const withHosts = (hosts: string): ManageOptions => {
      const file = join(own, 'hosts')
      writeFileSync(file, hosts)
      const script = 'mount --bind "$0" /etc/hosts && exec "$@"'
      return { through: ['unshare', '--mount', 'sh', '-c', script, file, process.execPath] }
    }

    test('means IPv6 alone', async () => {
      const { frontend } = await starts(withHosts('::1 localhost\n'))
      expect(frontend).toMatch(/^http:\/\/127\.0\.0\.1:/)
    })

    test('means IPv4 alone', async () => {
      const { frontend } = await starts(withHosts('127.0.0.1 localhost\n'))
      expect(frontend).toMatch(/^http:\/\/localhost:/)
    })
  })

  test.skipIf(noRoot)(`an ordinary user, who may install nothing${noRoot}`, async () => {
    // What the owner of the other starts left is not this user's to read.
    await manage('dev:clean', '--yes')
    chmodSync(own, 0o755)
    const home = join(own, 'home')
    mkdirSync(home)
    // The dependencies stay as they are: they are read only, and shared with the package store.
    execFileSync('find', [
      own,
      '-name',
      'node_modules',
      '-prune',
      '-o',
      '-exec',
      'chown',
      '-h',
      `${nobody}:${nobody}`,
      '{}',
      '+',
    ])
    await starts({ user: nobody, env: { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home } })
    const status = await manageJson<{ services: { name: string; pid: number }[] }>(['dev:status', ...here], {
      checkout,
    })
    for (const { pid } of status.services.filter(({ pid }) => pid)) {
      expect(statSync(`/proc/${pid}`).uid).toBe(nobody)
    }
  })
})
