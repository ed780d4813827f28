import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version of the checkout. */
export function projectVersion(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
}
