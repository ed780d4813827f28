import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The file a command name stands for on this PATH; undefined when there is none. */
export function findOnPath(name: string, path: string | undefined): string | undefined {
  for (const folder of (path ?? '').split(delimiter)) {
    if (folder === '') continue
    const file = join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {}
  }
  return undefined
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const chromiumFiles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium or Chrome, as the environment names it or as this machine has it. */
export function findChromium(env: Readonly<NodeJS.ProcessEnv>): string | undefined {
  const named = env.PUPPETEER_EXECUTABLE_PATH
  if (named) return existsSync(named) ? named : undefined
  for (const name of chromiumNames) {
    const file = findOnPath(name, env.PATH)
    if (file) return file
  }
  return chromiumFiles.find((file) => existsSync(file))
}

/** Language pairs that the site's seven languages need of Apertium, as its modes are named, and Debian's packages. */
export const apertiumPairs = {
  'apertium-eng-spa': ['eng-spa', 'spa-eng'],
  'apertium-fr-es': ['fr-es', 'es-fr'],
  'apertium-es-pt': ['es-pt', 'pt-es'],
  'apertium-spa-ita': ['spa-ita', 'ita-spa'],
} as const

const modeFolders = [
  '/usr/share/apertium/modes',
  '/usr/local/share/apertium/modes',
  '/opt/homebrew/share/apertium/modes',
]

/** Names of the installed modes, such as `eng-spa`; empty without Apertium. */
export function apertiumModes(): string[] {
  return modeFolders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.mode'))
          .map((name) => name.slice(0, -'.mode'.length))
      : [],
  )
}
