import { accessSync, constants } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core'

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium of this machine: `PUPPETEER_EXECUTABLE_PATH`, or where systems put it; undefined = there is none. */
export function findBrowser(env: Readonly<NodeJS.ProcessEnv> = process.env): string | undefined {
  const named = env.PUPPETEER_EXECUTABLE_PATH
  return (named ? [named] : candidates).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Why browser tests cannot run here, for the title of what is skipped; undefined = they can. */
export const noBrowser: string | undefined = findBrowser()
  ? undefined
  : 'no Chromium here: `manage setup` installs it'

/** Opens Chromium, silent: nothing of its own goes out to the network. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error(noBrowser)
  const root = process.getuid?.() === 0
  return chromium.launch({
    executablePath,
    args: [
      ...(root ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  })
}

export interface PersonOptions {
  /** What the browser asks for and the site answers with. */
  readonly language?: string
  readonly theme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly reducedMotion?: boolean
  /** IANA name of where they are. */
  readonly timeZone?: string
}

/** Somebody in front of a browser of their own: own cookies, own storage. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors that the page raised or wrote, which a test can insist are none. */
  readonly faults: readonly string[]
}

/** Opens a context that waits as long as a busy machine needs: a development server makes a page in more than Playwright's half minute. */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(90_000)
  return context
}

/** Opens a page for a new person. */
export async function newPerson(
  browser: Browser,
  base: string,
  options: PersonOptions = {},
): Promise<Person> {
  const context = await openContext(browser, {
    baseURL: base,
    locale: options.language ?? 'en',
    colorScheme: options.theme ?? 'light',
    viewport: options.viewport ?? { width: 1_280, height: 800 },
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    ...(options.timeZone ? { timezoneId: options.timeZone } : {}),
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return { page, context, faults }
}

/** The text of the one element that the locator finds. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? ''
}
