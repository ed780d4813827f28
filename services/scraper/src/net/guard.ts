import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { failureOfNetwork, ScrapeFailure } from '../failure.ts'
import { judgeAddress } from './address-policy.ts'
import { type AllowedHosts, noAllowedHosts } from './allow-hosts.ts'
import { bareHost } from './bare-host.ts'

/** An address that passed the guard, and may be connected to. */
export interface CheckedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** All addresses of a name, as the system resolves it. */
export type Resolve = (name: string) => Promise<readonly string[]>

/** The ports of the web; on others are services that should not be knocked at, often the operator's own. */
const webPorts: readonly number[] = [80, 443]
/** Characters; longer ones are no addresses that people share, and cost robots.txt rules dearly. */
const maxUrlLength = 2_048
const resolveDeadlineMs = 5_000

/** Decides what may be connected to: the one place where a name becomes an address. */
export class Guard {
  readonly #allowed: AllowedHosts
  readonly #resolve: Resolve
  readonly #ports: readonly number[]

  /** @param options.ports those of the web; for tests, which listen on others, and want the address to be judged and not the port */
  constructor(options: { allowed?: AllowedHosts; resolve?: Resolve; ports?: readonly number[] } = {}) {
    this.#allowed = options.allowed ?? noAllowedHosts
    this.#ports = options.ports ?? webPorts
    this.#resolve = options.resolve ?? resolveBySystem
  }

  /**
   * Parses an address as a person pastes it and checks what can be checked without the network: scheme, credentials,
   * port, and a literal IP address.
   *
   * @throws ScrapeFailure invalid-url, unsupported-scheme, blocked-port, blocked-address
   */
  checkUrl(text: string): URL {
    if (text.length > maxUrlLength)
      throw new ScrapeFailure('invalid-url', 'The address is too long to be one.')
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
    if (!url)
      throw new ScrapeFailure(
        'invalid-url',
        'This is not a web address. Paste one that starts with https://.',
      )
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new ScrapeFailure(
        'unsupported-scheme',
        'Only addresses that start with http:// or https:// can be read.',
      )
    }
    if (url.username !== '' || url.password !== '') {
      throw new ScrapeFailure('invalid-url', 'Take the user name and password out of the address.')
    }
    if (bareHost(url.hostname) === '') throw new ScrapeFailure('invalid-url', 'The address names no site.')
    url.hash = ''
    const port = portOf(url)
    this.#checkPort(bareHost(url.hostname), port)
    if (isIP(bareHost(url.hostname)) !== 0)
      this.#checkAddress(bareHost(url.hostname), port, bareHost(url.hostname))
    return url
  }

  /**
   * Resolves a host and checks the port and **every** address: one that leads inside condemns the name, because a name
   * with both kinds is an attack until shown otherwise.
   *
   * @returns the addresses to connect to; connect to these and to no other
   * @throws ScrapeFailure blocked-port, blocked-address, name-not-found, timed-out
   */
  async resolve(hostname: string, port: number): Promise<CheckedAddress[]> {
    const host = bareHost(hostname)
    this.#checkPort(host, port)
    const addresses = isIP(host) === 0 ? await this.#addressesOf(host) : [host]
    for (const address of addresses) this.#checkAddress(address, port, host)
    return addresses.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }))
  }

  async #addressesOf(host: string): Promise<readonly string[]> {
    // RFC 6761: these names are this machine, whatever a name server says.
    if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1', '::1']
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => reject(new ScrapeFailure('timed-out', `Looking up the name ${host} took too long.`)),
      resolveDeadlineMs,
    )
    try {
      const addresses = await Promise.race([this.#resolve(host), promise])
      if (addresses.length > 0) return addresses
      throw new ScrapeFailure('name-not-found', `There is no site called ${host}. Check the spelling.`)
    } catch (error) {
      throw failureOfNetwork(error, host)
    } finally {
      clearTimeout(timer)
    }
  }

  #checkPort(host: string, port: number): void {
    if (this.#ports.includes(port) || this.#allowed.has(host, port)) return
    throw new ScrapeFailure(
      'blocked-port',
      `Port ${port} is not read: only 80 and 443, the ports of the web, are.`,
    )
  }

  #checkAddress(address: string, port: number, host: string): void {
    const verdict = judgeAddress(address)
    if (verdict === 'public' || (verdict === 'loopback' && this.#allowed.has(host, port))) return
    throw new ScrapeFailure(
      'blocked-address',
      `${host} is inside a private network. Only public sites can be read.`,
    )
  }
}

/** The port of an http or https URL, its scheme's own where none is written. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

async function resolveBySystem(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}
