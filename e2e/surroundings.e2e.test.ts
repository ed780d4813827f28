import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
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

/** The services of a start that are this project's own programs. */
const ours = ({ services }: Started) =>
  services.filter(({ name }) => ['frontend', 'backend', 'translation', 'scraper'].includes(name))

/** A collector of traces. @param services gets the names of the services of each trace, by its id */
function collectTraces(services: Map<string, Set<string>>): Server {
  return createServer(async (delivery, response) => {
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
  })
}

/** The environment of a process that runs. */
function environmentOf(pid: number): Record<string, string> {
  const pairs = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

/** What the stack of a start is made of. */
interface Started {
  readonly frontend: string
  readonly backend: string
  readonly services: readonly { readonly name: string; readonly pid: number }[]
}

// A start takes half a minute of a machine: surroundings that do not touch each other share one, and each test looks at
// its own. What keeps a start from coming up at all fails them all, and says so.
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
  afterAll(async () => {
    await janitor.sweep()
    rmSync(own, { recursive: true, force: true })
  })

  async function manage(...words: string[]): Promise<void> {
    const { code, stderr } = await runManage([...words, ...here], { checkout })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  }

  async function start(options: ManageOptions): Promise<Started> {
    const up = await manageJson<{ addresses: Record<string, string> }>(['dev:up', '--detach', ...here], {
      checkout,
      ...options,
    })
    const status = await manageJson<{ services: { name: string; pid?: number }[] }>(['dev:status', ...here], {
      checkout,
    })
    const { frontend = '', backend = '' } = up.addresses
    const services = status.services.flatMap(({ name, pid }) => (pid ? [{ name, pid }] : []))
    expect(services.map(({ name }) => name)).toEqual(expect.arrayContaining(['frontend', 'backend']))
    return { frontend, backend, services }
  }

  /** Asks for a page, which the frontend makes of what the backend says, and for the health of all. */
  async function answers({ frontend, backend }: Started): Promise<void> {
    expect(await ask(`${frontend}/fr`)).toBe(200)
    expect(await ask(`${backend}/health`)).toBe(200)
  }

  /** The words that run a command where the file of hosts says so alone; none where mounts are not allowed. */
  function withHosts(hosts: string): string[] {
    if (noMounts) return []
    const file = join(own, `hosts-${randomBytes(4).toString('hex')}`)
    writeFileSync(file, hosts)
    return ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', file]
  }
  const through = (...words: string[]) => words as [string, ...string[]]

  describe('of its owner', () => {
    const proxy = 'http://127.0.0.1:9'
    const proxies = Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'grpc_proxy'].map(
        (name) => [name, proxy],
      ),
    )
    const old = join(own, 'old')
    let stack: Started

    beforeAll(async () => {
      mkdirSync(old)
      writeFileSync(join(old, 'node'), '#!/bin/sh\necho v12.22.12\nexit 9\n', { mode: 0o755 })
      stack = await start({
        through: through(...withHosts('::1 localhost\n'), oldNode ?? process.execPath),
        env: { ...proxies, PATH: `${old}${delimiter}${process.env.PATH}` },
      })
    })
    afterAll(() => manage('dev:down'))

    test('a path with spaces, in a folder that only its owner can enter', async () => {
      expect(statSync(own).mode & 0o077).toBe(0)
      expect(checkout).toMatch(/ .*\/.* /)
      await answers(stack)
    })

    test('proxies set to where nobody answers: the stack asks itself directly', async () => {
      for (const { pid } of ours(stack)) expect(environmentOf(pid)).toMatchObject(proxies)
      await answers(stack)
    })

    test('an old Node first on the PATH is not what services run on', () => {
      for (const { pid } of ours(stack)) {
        expect(environmentOf(pid).PATH?.split(delimiter)).toContain(old)
        expect(major(realpathSync(`/proc/${pid}/exe`))).toBe(24)
      }
    })

    test.skipIf(noOldNode)(`started by an old Node, it hands over to its own${noOldNode}`, async () => {
      const ran = await runManage(['version', '--json'], { checkout, through: [oldNode ?? ''] })
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(ran.stdout)).toMatchObject({ node: expect.stringMatching(/^24\./) })
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

    test.skipIf(noMounts)(`localhost means IPv6 alone${noMounts}`, async () => {
      expect(stack.frontend).toMatch(/^http:\/\/127\.0\.0\.1:/)
      await answers(stack)
    })
  })

  describe('of an ordinary user', () => {
    const home = join(own, 'home')
    const services = new Map<string, Set<string>>()
    let collector: Server
    let stack: Started

    beforeAll(async () => {
      // What the owner of the other start left is not this user's to read.
      await manage('dev:clean', '--yes')
      chmodSync(own, 0o755)
      mkdirSync(home)
      // The dependencies stay as they are: they are read only, and shared with the package store.
      const given = ['-exec', 'chown', '-h', `${nobody}:${nobody}`, '{}', '+']
      if (isRoot) execFileSync('find', [own, '-name', 'node_modules', '-prune', '-o', ...given])
      const dropped = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
      collector = collectTraces(services).listen(0, '127.0.0.1')
      await once(collector, 'listening')
      const { port } = collector.address() as AddressInfo
      stack = await start({
        through: through(...withHosts('127.0.0.1 localhost\n'), ...(isRoot ? dropped : []), process.execPath),
        env: {
          HOME: home,
          TMPDIR: home,
          XDG_CACHE_HOME: home,
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        },
      })
    })
    afterAll(async () => {
      await manage('dev:down')
      collector.closeAllConnections()
      collector.close()
    })

    test.skipIf(noRoot)(`who may install nothing${noRoot}`, async () => {
      for (const { pid } of stack.services) expect(statSync(`/proc/${pid}`).uid).toBe(nobody)
      await answers(stack)
    })

    test('a collector of traces gets what a page does as one trace, from the frontend to the backend', async () => {
      await answers(stack)
      await waitUntil(
        'a trace of both',
        () => [...services.values()].find((names) => names.has('frontend') && names.has('backend')),
        120_000,
      )
    })

    test.skipIf(noMounts)(`localhost means IPv4 alone${noMounts}`, async () => {
      expect(stack.frontend).toMatch(/^http:\/\/localhost:/)
      await answers(stack)
    })
  })
})
