import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const checkout = join(import.meta.dirname, '..', '..', '..')

/** Copies this checkout into a folder as a commit of all that is in it would be. */
export function copyCheckout(folder: string): void {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 64e6,
  })
  for (const path of list.split('\0').filter((name) => name !== '')) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(join(checkout, path), join(folder, path), { force: true })
  }
}
