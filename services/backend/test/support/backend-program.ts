import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testSecret } from './test-backend.ts'
import { waitUntil } from './wait-until.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The backend as a program of its own, which can be killed. */
export interface BackendProgram {
  readonly url: string
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts the program over a database and waits until it is alive. */
export async function startBackendProgram(
  databaseUrl: string,
  env: Record<string, string>,
): Promise<BackendProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-test-program-'))
  const port = await freePort()
  const child: ChildProcess = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      JWT_SECRET: testSecret,
      CORS_ORIGIN: 'http://site.test',
      SCRAPER_ADDRESS: '127.0.0.1:9',
      ASSETS_DIR: folder,
      ...env,
    },
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  await waitUntil('the program', async () => {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`)
    return fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    )
  })
  return {
    url,
    kill: async (signal) => {
      child.kill(signal)
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
