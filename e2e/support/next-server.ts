import { spawn } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { root } from './manage.ts'

/** A Next.js app as production runs it. */
export interface NextServer {
  readonly origin: string
  close(): void
}

/** Builds an app of the checkout (`next build`, standalone output). @param folder absolute */
export async function buildNext(folder: string, distDir = '.next'): Promise<void> {
  const next = createRequire(join(folder, 'package.json')).resolve('next/dist/bin/next')
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_DIST_DIR: distDir,
    NEXT_BUILD_CACHE: 'off',
    BACKEND_URL: 'http://localhost',
  }
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // One that hangs is ended before the hook that waits for it, and what it said is told.
    timeout: 580_000,
    killSignal: 'SIGKILL',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`next build in ${folder}:\n${said}`)
}

/** A server outlives its parent otherwise, where that is killed. */
const endsWithUs = `data:text/javascript,process.on('disconnect', () => process.exit())`

/** Starts what was built, and waits until it answers. @param port to listen on, at 127.0.0.1 */
export async function startNext(
  folder: string,
  port: number,
  options: {
    readonly distDir?: string
    readonly env?: Readonly<Record<string, string>>
    readonly path?: string
  } = {},
): Promise<NextServer> {
  const { distDir = '.next', env = {}, path = '/' } = options
  const standalone = join(folder, distDir, 'standalone', relative(root, folder))
  cpSync(join(folder, distDir, 'static'), join(standalone, distDir, 'static'), { recursive: true })
  if (existsSync(join(folder, 'public'))) {
    cpSync(join(folder, 'public'), join(standalone, 'public'), { recursive: true })
  }
  const child = spawn(process.execPath, ['--import', endsWithUs, 'server.js'], {
    cwd: standalone,
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port), HOSTNAME: 'localhost' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.channel?.unref()
  const origin = `http://localhost:${port}`
  await waitUntil(`${folder} answers at ${origin}`, async () => {
    if (child.exitCode !== null) return 'ended'
    return (await fetch(origin + path)).ok && 'answers'
  }).then((state) => {
    if (state === 'ended') throw new Error(`the server of ${folder} ended with ${child.exitCode}`)
  })
  return { origin, close: () => void child.kill() }
}
