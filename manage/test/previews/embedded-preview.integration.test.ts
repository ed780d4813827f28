import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { freePort, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readState, runMark } from '../../src/engines/embedded/run-state.ts'
import { processesWithEnvironment } from '../../src/machine/process-table.ts'
import type { PreviewStatus } from '../../src/previews/list-previews.ts'
import type { PreviewReport } from '../../src/previews/preview-request.ts'
import { copyCheckout } from '../support/copy-checkout.ts'
import { run } from '../support/docker-ring.ts'

// A checkout of its own with a real branch, whose preview installs, builds and runs what the branch has, as processes: one life of it, from
// an up that is killed to the end of its branch.
const here = join(import.meta.dirname, '..', '..', '..')
/** Installing and building on a machine that is busy. */
const upMs = 1_200_000
let root: string
let port: number

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

/** A branch that differs from the others in one file. */
function branch(name: string, path: string, text: string): void {
  git('checkout', '--quiet', '-b', name, 'main')
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
  git('add', path)
  git('commit', '--quiet', '-m', name)
  git('checkout', '--quiet', 'main')
}

const environment = (more: Record<string, string> = {}) => ({
  PREVIEW_PORT: String(port),
  // Long enough for nobody: whoever is to keep it awake holds a WebSocket open.
  PREVIEW_IDLE: '5s',
  // As on a machine without Docker: no engine is named.
  PARLANCE_ENGINE: undefined,
  DOCKER_HOST: 'unix:///nowhere/docker.sock',
  PARLANCE_INSTANCE: undefined,
  ...more,
})

async function manage(words: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await run(process.execPath, ['manage/launch.cjs', ...words, '--json'], {
    cwd: root,
    env: environment(env),
  })
  return { code, document: stdout.trim() === '' ? undefined : JSON.parse(stdout), stderr }
}

async function up(name: string, env: Record<string, string> = {}): Promise<PreviewReport> {
  const { code, document, stderr } = await manage(['preview:up', name], env)
  expect({ code, error: document?.error, stderr: code === 0 ? '' : stderr }).toEqual({
    code: 0,
    error: undefined,
    stderr: '',
  })
  return document as PreviewReport
}

const list = async () => (await manage(['preview:list'])).document.previews as PreviewStatus[]
const stateOf = async (name: string) => (await list()).find((one) => one.name === name)

/** What a visitor gets, by the gateway. */
const visit = (name: string, path: string, accept = 'text/html', sent?: object) =>
  new Promise<{ status: number; body: string; robots: unknown }>((resolve, reject) => {
    const asked = request(
      {
        port,
        host: '127.0.0.1',
        path,
        method: sent === undefined ? 'GET' : 'POST',
        headers: {
          host: `${name}.preview.localhost:${port}`,
          accept,
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', (text: string) => {
          body += text
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body, robots: answer.headers['x-robots-tag'] }),
        )
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(sent === undefined ? undefined : JSON.stringify(sent))
  })

const folderOf = (name: string) => join(root, '.parlance', `preview-${name}`)

/** A WebSocket to the preview of `shown`, as a page opens one. */
const openSocket = () =>
  new Promise<Duplex>((resolve, reject) => {
    const asked = request({
      port,
      host: '127.0.0.1',
      path: '/ws',
      headers: {
        host: `shown.preview.localhost:${port}`,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    })
    asked.on('upgrade', (_, socket) => resolve(socket))
    asked.on('response', (answer) => reject(new Error(`/ws answers ${answer.statusCode}`)))
    asked.on('error', reject)
    asked.end()
  })

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'parlance previews ')))
  port = await freePort()
  copyCheckout(root)
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--quiet', '-m', 'all')
  // The checkout's own packages are those that are here; each preview installs its own.
  for (const place of ['.', ...workspaces()]) {
    const packages = join(here, place, 'node_modules')
    if (existsSync(packages)) symlinkSync(packages, join(root, place, 'node_modules'))
  }
}, upMs)

const workspaces = () =>
  ['packages', 'services', '.'].flatMap((folder) =>
    readdirSync(join(here, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(here, folder, entry.name, 'package.json')))
      .map((entry) => join(folder, entry.name)),
  )

afterAll(async () => {
  await manage(['preview:down', '--all', '--yes'])
  await manage(['clean:all', '--yes'])
  rmSync(root, { recursive: true, force: true })
}, upMs)

let made: PreviewReport
/** Open for as long as somebody is to be looking. */
let looking: Duplex

beforeAll(async () => {
  branch('shown', 'docs/shown.md', '# Shown\n')
  // Broken off by what nothing can be done about, in the middle of its work.
  const child = spawn(process.execPath, ['manage/launch.cjs', 'preview:up', 'shown'], {
    cwd: root,
    env: { ...process.env, ...environment() },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await waitUntil('its sources are there', () => existsSync(join(folderOf('shown'), 'source', 'docs')), upMs)
  child.kill('SIGKILL')
  await ended
  made = await up('shown', { SMTP_URL: 'smtp://letters.example.org', GEMINI_API_KEY: 'a key of somebody' })
  looking = await openSocket()
}, upMs)

/** Signing in as the administrator that this preview's own database was given. */
const signIn = () =>
  visit('shown', '/api/v1/auth/login', 'application/json', { ...made.administrator, session: 'cookie' })

test('is there by its address after an up that was killed and said again: pages, interface and metrics of one origin', async () => {
  const listed = await visit('shown', '/api/v1/tools?limit=1', 'application/json')
  expect(listed).toMatchObject({ status: 200, robots: 'noindex, nofollow' })
  const [{ slug, name }] = JSON.parse(listed.body).items
  const page = await visit('shown', `/en/tools/${slug}`)
  expect(page.status).toBe(200)
  expect(page.body).toContain(name)
  expect((await visit('shown', '/metrics')).status).toBe(404)
  expect((await visit('unknown', '/en')).status).toBe(404)
})

test('runs as production does, with data of its own and nothing of its caller: no mail server, no key', async () => {
  const pid = readState(folderOf('shown'))?.programs.backend?.process?.pid
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  expect(variables).toContain('NODE_ENV=production')
  expect(variables.filter((one) => /^(SMTP_URL|GEMINI_API_KEY)=/.test(one))).toEqual([])
  expect((await signIn()).status).toBe(200)
})

test('is listed, and what it says is there', async () => {
  expect(await stateOf('shown')).toMatchObject({ of: 'shown', engine: 'embedded', running: 4, containers: 4 })
  const words = ['manage/launch.cjs', 'preview:logs', 'shown', 'backend']
  const { stdout, stderr, code } = await run(process.execPath, words, { cwd: root, env: environment() })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('listening')
})

test(
  'sleeps when nobody looks, holds nothing then, and is woken by who asks, with the data that it had',
  async () => {
    const mark = runMark(readState(folderOf('shown'))?.runId ?? '')
    expect(processesWithEnvironment(mark).length).toBeGreaterThan(3)
    looking.destroy()
    await waitUntil('it sleeps', () => readState(folderOf('shown')) === undefined, 120_000)
    expect(processesWithEnvironment(mark)).toEqual([])
    expect(await stateOf('shown')).toMatchObject({ running: 0, containers: 4 })
    // Whoever looks at pages sees at once what is being woken; a program waits for its answer.
    const [page, answer] = await Promise.all([visit('shown', '/en'), signIn()])
    expect(page.status).toBe(503)
    expect(page.body).toContain('Waking the preview of shown')
    expect(answer.status).toBe(200)
  },
  upMs,
)

test(
  'says why it does not come up after its branch has got a fault, to who started it and on its page',
  async () => {
    const message = 'backend ended before it was healthy'
    const line = /the backend of this branch has a fault/
    git('checkout', '--quiet', 'shown')
    writeFileSync(
      join(root, 'services/backend/src/main.ts'),
      "throw new Error('the backend of this branch has a fault')\n",
    )
    git('commit', '--quiet', '--all', '--message', 'a fault')
    git('checkout', '--quiet', 'main')
    const { code, document } = await manage(['preview:up', 'shown'])
    expect(code).toBe(1)
    expect(document.error.message).toContain(message)
    expect(JSON.stringify(document.error)).toMatch(line)
    expect(await stateOf('shown')).toMatchObject({ running: 0, fault: expect.stringContaining(message) })
    // It is tried once more, since there is something to wake.
    const page = await waitUntil('its page says so', async () => {
      const shown = await visit('shown', '/en')
      return shown.body.includes(message) && shown
    })
    expect(page.status).toBe(503)
    expect(page.body).toMatch(line)
  },
  upMs,
)

test(
  'is gone with everything when its branch is, and the gateway with the last',
  async () => {
    git('branch', '--quiet', '-D', 'shown')
    expect(await manage(['preview:clean', '--yes'])).toMatchObject({
      code: 0,
      document: { removed: [{ name: 'shown', why: 'its branch is gone' }] },
    })
    expect(existsSync(folderOf('shown'))).toBe(false)
    expect(readdirSync(join(root, '.parlance', 'previews', 'locks'))).toEqual([])
    expect(git('worktree', 'list').split('\n').length).toBe(1)
    await expect(visit('shown', '/en')).rejects.toThrow('ECONNREFUSED')
    expect(await list()).toEqual([])
    expect(processesWithEnvironment(`PREVIEW_NOTES=${join(root, '.parlance', 'previews', 'notes')}`)).toEqual(
      [],
    )
  },
  upMs,
)
