import { bareHost } from './bare-host.ts'

/** Loopback hosts that a development or test set-up may scrape, each with one port or all. */
export interface AllowedHosts {
  /** Whether this host (a name or an address without brackets) and port are named. */
  has(host: string, port: number): boolean
}

/** No loopback host at all: production. */
export const noAllowedHosts: AllowedHosts = { has: () => false }

/**
 * Parses `SCRAPER_ALLOW_HOSTS`: `host[:port]` separated by commas; an IPv6 address stands in brackets.
 *
 * @throws Error naming the entry that is not valid.
 */
export function parseAllowHosts(text: string): AllowedHosts {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry)
  return {
    has: (host, port) =>
      entries.some(
        (entry) => entry.host === bareHost(host) && (entry.port === undefined || entry.port === port),
      ),
  }
}

function parseEntry(entry: string): { host: string; port: number | undefined } {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(entry)
  const port = match?.[2] === undefined ? undefined : Number(match[2])
  if (!match?.[1] || (port !== undefined && (port < 1 || port > 65_535))) {
    throw new Error(`"${entry}" is not host or host:port`)
  }
  return { host: bareHost(match[1]), port }
}
