import { execFileSync } from 'node:child_process'
import { copyCheckout } from '../../manage/test/support/copy-checkout.ts'

/** Copies the checkout into a folder, and installs its dependencies there. */
export function installCopy(folder: string): void {
  copyCheckout(folder)
  const install = ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline']
  execFileSync('npx', install, { cwd: folder, stdio: 'pipe', timeout: 200_000 })
}
