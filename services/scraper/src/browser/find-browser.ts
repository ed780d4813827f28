import { accessSync, constants } from 'node:fs'

const candidates: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/lib/chromium/chromium',
    '/snap/bin/chromium',
    '/opt/google/chrome/chrome',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

/** A browser's program, or why there is none and what to do. */
export type BrowserFound =
  | { readonly executable: string }
  | { readonly executable: undefined; readonly why: string }

/**
 * Looks for Chromium: where it is said to be, and then there alone, or else where systems put it.
 *
 * @param named `PUPPETEER_EXECUTABLE_PATH`
 */
export function findBrowser(
  named: string | undefined,
  platform: NodeJS.Platform = process.platform,
): BrowserFound {
  if (named !== undefined) {
    if (isExecutable(named)) return { executable: named }
    return { executable: undefined, why: `PUPPETEER_EXECUTABLE_PATH names ${named}, which cannot be run.` }
  }
  const executable = candidates[platform]?.find(isExecutable)
  if (executable !== undefined) return { executable }
  return { executable: undefined, why: 'Chromium is not installed. `manage setup` installs it where it may.' }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
