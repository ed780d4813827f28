import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, waitUntil } from '@parlance/testing'

/** Directus over a database of its own, with one collection of flat rows. */
export interface Directus {
  readonly url: string
  /** Sign-in of the administrator, for each request. */
  readonly headers: Readonly<Record<string, string>>
  /** Imports an array of JSON rows from a file by its own importer. @returns seconds */
  import(file: string): Promise<number>
  stop(): Promise<void>
}

const account = { email: 'admin@example.com', password: 'bench-password' }
const longTexts = ['overview', 'description', 'keyFeatures', 'useCases']
const shortTexts = ['slug', 'url', 'language', 'category', 'pricing', 'name', 'tagline']
const timeoutMs = 10 * 60_000

/**
 * Starts the Directus that is installed in a folder outside this project (`npm install directus@12.4.0`).
 *
 * @param node the Node that its native packages were installed with
 */
export async function startDirectus(folder: string, node: string, databaseUrl: string): Promise<Directus> {
  const database = new URL(databaseUrl)
  const port = await freePort()
  const program = join(folder, 'node_modules/directus/cli.js')
  const env = {
    PATH: process.env.PATH,
    DB_CLIENT: 'pg',
    DB_HOST: database.hostname,
    DB_PORT: database.port,
    DB_DATABASE: database.pathname.slice(1),
    DB_USER: database.username,
    DB_PASSWORD: database.password,
    SECRET: 'bench'.repeat(10),
    ADMIN_EMAIL: account.email,
    ADMIN_PASSWORD: account.password,
    HOST: '127.0.0.1',
    PORT: String(port),
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
    IMPORT_TIMEOUT: '1h',
    ACCESS_TOKEN_TTL: '1d',
  }
  await promisify(execFile)(node, [program, 'bootstrap'], { cwd: folder, env, timeout: timeoutMs })
  const child = spawn(node, [program, 'start'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    await waitUntil('Directus answers', async () => (await fetch(`${url}/server/ping`)).ok, 120_000)
    const { data } = (await post(`${url}/auth/login`, account)) as { data: { access_token: string } }
    const headers = { authorization: `Bearer ${data.access_token}` }
    await post(`${url}/collections`, collection(), headers)
    return { url, headers, stop, import: (file) => importRows(url, headers, file) }
  } catch (error) {
    await stop()
    throw error
  }
}

function collection() {
  const field = (name: string, type: string) => ({ field: name, type, schema: {}, meta: {} })
  const id = { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } }
  return {
    collection: 'texts',
    schema: {},
    meta: {},
    fields: [
      id,
      ...shortTexts.map((name) => field(name, 'string')),
      ...longTexts.map((name) => field(name, 'text')),
      field('views', 'integer'),
    ],
  }
}

async function importRows(url: string, headers: Record<string, string>, file: string): Promise<number> {
  const form = new FormData()
  form.set('file', await openAsBlob(file, { type: 'application/json' }), 'rows.json')
  const started = performance.now()
  await answered(
    fetch(`${url}/utils/import/texts`, {
      method: 'POST',
      headers,
      body: form,
      signal: AbortSignal.timeout(timeoutMs),
    }),
  )
  return (performance.now() - started) / 1_000
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  answered(
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }),
  )

async function answered(asked: Promise<Response>): Promise<unknown> {
  const response = await asked
  const text = await response.text()
  if (!response.ok) throw new Error(`Directus answered ${response.status}: ${text.slice(0, 500)}`)
  return text === '' ? undefined : JSON.parse(text)
}
