import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'

/** Starts `next dev` of an app alone, and waits until a page answers, whatever its status. @param folder absolute */
export async function startNextDev(
  folder: string,
  { port, distDir, path }: { readonly port: number; readonly distDir: string; readonly path: string },
): Promise<{ close(): Promise<void> }> {
  const next = createRequire(join(folder, 'package.json')).resolve('next/dist/bin/next')
  const nowhere = 'http://127.0.0.1:9'
  const child = spawn(process.execPath, [next, 'dev', '--port', String(port)], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      NEXT_DIST_DIR: distDir,
      BACKEND_URL: nowhere,
      PUBLIC_API_URL: nowhere,
      NEXT_TELEMETRY_DISABLED: '1',
      __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: '1',
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'close')
  await waitUntil(`next dev answers at ${path}`, async () => {
    if (child.exitCode !== null) throw new Error(`next dev ended with ${child.exitCode}`)
    return (await fetch(`http://localhost:${port}${path}`)).status > 0
  })
  return {
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
