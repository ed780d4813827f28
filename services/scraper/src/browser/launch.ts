import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'

/** How Chromium is started. */
export interface LaunchOptions {
  readonly executable: string
  readonly sandbox: boolean
}

/**
 * Chromium's switches. Everything that could reach the network by itself is off or led to a dead end: the proxy here is
 * a closed port, and each visit brings its own; names are never resolved by the browser.
 */
export function browserArguments(sandbox: boolean): string[] {
  return [
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--dns-prefetch-disable',
    '--no-pings',
    '--block-new-web-contents',
    '--deny-permission-prompts',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-notifications',
    '--disable-speech-api',
    '--mute-audio',
    '--hide-scrollbars',
    '--js-flags=--max-old-space-size=512',
    '--renderer-process-limit=4',
    ...(sandbox ? [] : ['--no-sandbox', '--disable-setuid-sandbox']),
  ]
}

/** Switches that puppeteer adds for tests of one's own pages, and that strangers' pages should not have. */
const unwanted = ['--disable-popup-blocking', '--disable-ipc-flooding-protection']

/**
 * Starts Chromium, spoken to over a pipe: a debugging port would be one more thing for a page to reach. All it writes
 * lies in a folder of its own, which goes when it ends.
 *
 * @throws Error where it does not start
 */
export async function launchBrowser({ executable, sandbox }: LaunchOptions): Promise<Browser> {
  const { launch } = await import('puppeteer-core')
  const home = await mkdtemp(join(tmpdir(), 'parlance-browser-'))
  // In one go, because this process may be about to end as well.
  const removeHome = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  try {
    const browser = await launch({
      executablePath: executable,
      headless: true,
      pipe: true,
      timeout: 30_000,
      protocolTimeout: 30_000,
      userDataDir: join(home, 'profile'),
      args: browserArguments(sandbox),
      ignoreDefaultArgs: unwanted,
      acceptInsecureCerts: false,
      defaultViewport: null,
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
      // Nothing of our environment: a page that breaks out finds no key in it.
      env: {
        HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        TMPDIR: home,
        LANG: 'C.UTF-8',
        PATH: '/usr/local/bin:/usr/bin:/bin',
      },
    })
    browser.process()?.once('exit', removeHome)
    return browser
  } catch (error) {
    removeHome()
    throw error
  }
}
