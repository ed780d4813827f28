import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort, waitUntil } from '@parlance/testing'

const main = fileURLToPath(new URL('../../../scraper/src/main.ts', import.meta.url))

/** The scraper service as a program of its own, without a browser. */
export interface ScraperProgram {
  readonly address: string
  stop(): Promise<void>
}

/** Starts it and waits until it is alive. @param allow loopback hosts that it may read, `host:port` */
export async function startScraperProgram(allow: string): Promise<ScraperProgram> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      SCRAPER_ALLOW_HOSTS: allow,
      SCRAPER_HOST_DELAY_MS: '0',
      PUPPETEER_EXECUTABLE_PATH: '/nowhere/chromium',
    },
  })
  const ended = once(child, 'exit')
  const live = waitUntil('the scraper is alive', async () => {
    return (await fetch(`http://127.0.0.1:${metricsPort}/health/live`)).ok
  })
  await Promise.race([live, ended.then(([code]) => Promise.reject(new Error(`it ended with ${code}`)))])
  ended.catch(() => {})
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
