import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort } from '@parlance/testing'
import { root } from './manage.ts'
import { buildNext, startNext } from './next-server.ts'
import { newInstance, type OwnStack, startServices } from './stack.ts'

const folder = join(root, 'services/frontend')

/**
 * The stack of `dev:up`, and in place of its pages those that visitors get: built, and served as in production. A
 * development server makes each page when it is first asked for, which would be most of the time that the tests take.
 *
 * @param env what the services see beside this process's environment
 * @param built `distDir` of another stack of this checkout, whose pages are taken; they are built where absent
 * @throws Error with what was said, after everything was removed again
 */
export async function startWithBuiltPages(
  env: Readonly<Record<string, string>>,
  built?: string,
): Promise<OwnStack> {
  const instance = newInstance()
  const port = await freePort()
  // Goes with the instance's own pages when the instance is removed.
  const distDir = built ?? `.next/instances/${instance}/built`
  // Beside each other: neither keeps two processors busy alone.
  const building = built ? Promise.resolve() : buildNext(folder, distDir)
  const over = building.catch(() => {})
  const stack = await startServices({ ...env, CORS_ORIGIN: `http://localhost:${port}` }, instance).catch(
    async (error: unknown) => {
      // What was removed with the instance may have been written once more.
      await over
      if (!built) rmSync(join(folder, dirname(distDir)), { recursive: true, force: true })
      throw error
    },
  )
  try {
    await building
    const addresses = { BACKEND_URL: stack.api, PUBLIC_API_URL: stack.api }
    const pages = await startNext(folder, port, { distDir, env: addresses, path: '/api/health/live' })
    return {
      ...stack,
      distDir,
      site: pages.origin,
      close: () => {
        pages.close()
        return stack.close()
      },
    }
  } catch (error) {
    await stack.close()
    throw error
  }
}
