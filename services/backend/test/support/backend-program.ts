import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, waitUntil } from '@parlance/testing'
import { testSecret } from './test-backend.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The backend as a program of its own, which can be killed. */
export interface BackendProgram {
  readonly url: string
  readonly pid: number
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts the program over a database and waits until it is alive. @param env `PORT` is where it listens; absent: anywhere */
export async function startBackendProgram(
  databaseUrl: string,
  env: Record<string, string>,
): Promise<BackendProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-test-program-'))
  const port = env.PORT ?? (await freePort())
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
  const live = waitUntil('the program is alive', async () => (await fetch(`${url}/health/live`)).ok)
  const early = ended.then(([code]) => Promise.reject(new Error(`the program ended with ${code}`)))
  await Promise.race([live, early])
  early.catch(() => {})
  return {
    url,
    pid: child.pid ?? 0,
    kill: async (signal) => {
      child.kill(signal)
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
