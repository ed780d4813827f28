import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { ScraperService } from '@parlance/contracts'
import { createGrpcClient } from '@parlance/service-kit'
import { freePort, programEnvironment, waitUntil } from '@parlance/testing'

/** A page of a process as the service has it: one that holds more is ended. In bytes. */
export const pageBytes = 600e6

const main = fileURLToPath(new URL('../../services/scraper/src/main.ts', import.meta.url))

/** Opens a site on loopback that ends with the program. @returns host:port */
export async function openSite(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1').unref()
  await waitUntil('the site listens', () => server.listening)
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What a visit of a page came to. */
export interface Visited {
  readonly pictured: boolean
  /** Why there is no picture; '' = there is one. */
  readonly lacking: string
}

/** The scraper's own program, reading sites on loopback. */
export async function startScraper(sites: readonly string[]) {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const program = spawn(process.execPath, [main], {
    env: {
      ...programEnvironment,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: 'error',
      SCRAPER_ALLOW_HOSTS: sites.join(),
      SCRAPER_HOST_DELAY_MS: '0',
      MAX_SCRAPER_CONCURRENT: '2',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const client = createGrpcClient(ScraperService, `127.0.0.1:${port}`, { deadlineMs: 90_000 })
  await waitUntil('the scraper listens', () => client.call('Capabilities', {}).then(() => true))
  return {
    pid: program.pid ?? 0,
    /** What its own program holds as it says it, in bytes: objects that live or wait to be collected, and buffers beside them. */
    async held(): Promise<{ heap: number; external: number }> {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      const of = (name: string) => Number(new RegExp(`^${name}(?:{.*})? (\\S+)$`, 'm').exec(text)?.[1])
      return { heap: of('nodejs_heap_size_used_bytes'), external: of('nodejs_external_memory_bytes') }
    },
    async visit(url: string): Promise<Visited> {
      let [pictured, lacking] = [false, '']
      try {
        for await (const event of client.stream('Scrape', { url }, { deadlineMs: 90_000 })) {
          pictured ||= event.image?.kind === 'IMAGE_KIND_SCREENSHOT'
          for (const { what, code } of event.result?.unavailable ?? [])
            if (what === 'screenshot') lacking = code
        }
      } catch (error) {
        lacking = String((error as { reason?: string }).reason ?? error)
      }
      return { pictured, lacking }
    },
    stop() {
      client.close()
      program.kill('SIGTERM')
    },
  }
}

/** Memory of a process and all below it, in bytes. */
export interface FamilyMemory {
  /** Of all; what several share counts once (PSS). */
  readonly sum: number
  /** Of the first, the browser's processes, and others below the first. */
  readonly parts: { service: number; browser: number; children: number }
  /** Resident, of the largest below the first. */
  readonly largest: number
}

/** Asks /proc. @param root pid */
export async function familyMemory(root: number): Promise<FamilyMemory> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = await Promise.all(
    names.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      const end = stat.lastIndexOf(')')
      const program = stat.slice(stat.indexOf('(') + 1, end)
      return { pid: Number(name), program, parent: Number(stat.slice(end + 2).split(' ')[1]) }
    }),
  )
  const family = [root]
  for (const pid of family)
    family.push(...parents.filter(({ parent }) => parent === pid).map(({ pid: child }) => child))
  const parts = { service: 0, browser: 0, children: 0 }
  let largest = 0
  for (const pid of family) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const of = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1_024
    const browser = /chrom/i.test(parents.find((one) => one.pid === pid)?.program ?? '')
    parts[pid === root ? 'service' : browser ? 'browser' : 'children'] += of('Pss')
    if (pid !== root) largest = Math.max(largest, of('Rss'))
  }
  return { sum: parts.service + parts.browser + parts.children, parts, largest }
}
