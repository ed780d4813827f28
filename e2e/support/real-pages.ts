import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const beside = fileURLToPath(new URL('../../../shared/pages', import.meta.url))

/** Folder of saved real pages: `PARLANCE_PAGES_DIR`, or `../shared/pages` beside the checkout; undefined = not here. */
export function realPagesFolder(env: Readonly<NodeJS.ProcessEnv>): string | undefined {
  const folder = env.PARLANCE_PAGES_DIR || beside
  return existsSync(folder) ? folder : undefined
}

/** What a careful reader finds in a saved page; null where the page states none. */
export interface ExpectedPage {
  readonly title: string | null
  readonly description: string | null
  readonly lang: string | null
}

/** Reads what stands beside a saved page. */
export function expectedOf(folder: string, name: string): ExpectedPage {
  return JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as ExpectedPage
}
