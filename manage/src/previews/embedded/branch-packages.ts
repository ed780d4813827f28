import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context } from '../../core/context.ts'
import type { ProcessSpec } from '../../core/process-spec.ts'
import type { Step } from '../../core/steps.ts'
import { findOnPath } from '../../machine/system-tools.ts'
import type { PreviewSource } from '../preview-source.ts'
import { branchFault } from './built-pages.ts'

const pnpmVersion = '12.21.0'
const installMs = 900_000

/**
 * The packages of a branch, from what this machine has already where it has them. A folder that has its own keeps them.
 * @param marked variables by which its processes are found
 */
export function packageSteps(
  { env }: Pick<Context, 'env'>,
  { commit, folder }: PreviewSource,
  marked: Readonly<Record<string, string>>,
): Step[] {
  if (commit === null && existsSync(join(folder, 'node_modules'))) return []
  const words = ['install', '--frozen-lockfile', '--prefer-offline']
  const pnpm = findOnPath('pnpm', env.PATH)
  const command: ProcessSpec = pnpm
    ? { file: pnpm, args: words }
    : {
        file: findOnPath('npx', env.PATH) ?? join(dirname(process.execPath), 'npx'),
        args: ['--yes', `pnpm@${pnpmVersion}`, ...words],
      }
  return [
    {
      summary: 'the packages of these sources',
      // CI: it asks nobody. The lockfile's ages were checked when it was written.
      process: {
        ...command,
        cwd: folder,
        env: { ...marked, CI: 'true', NODE_ENV: 'development', PNPM_CONFIG_MINIMUM_RELEASE_AGE: '0' },
      },
      act: ({ run }) =>
        run({ timeoutMs: installMs }).catch((thrown: unknown) => {
          throw branchFault('the packages of this branch cannot be installed', thrown)
        }),
    },
  ]
}
