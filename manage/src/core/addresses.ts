import { isIP } from 'node:net'

/** A port as a person writes it: decimal digits, 1 to 65535. @returns undefined for anything else */
export function parsePort(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? port : undefined
}

/** An address to listen on, as Docker takes it: IPv6 in brackets. @returns undefined for what is no IP address */
export function parseBind(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  const kind = isIP(bare)
  if (kind === 0) return undefined
  return kind === 6 ? `[${bare}]` : bare
}

// The grammar of references, of the OCI distribution: host and port, path, tag, digest.
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const host =
  '(?:localhost|[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)(?::\\d{1,5})?'
const path = `(?:${host}/)?${component}(?:/${component})*`
const registryForm = new RegExp(`^(?:${path}|${host})$`)
const imageForm = new RegExp(`^${path}(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`)

/** The name of an image, with its tag or digest. @returns undefined where Docker would not take it */
export const parseImage = (text: string): string | undefined => (imageForm.test(text) ? text : undefined)

/** A registry and what stands before the names of our images, without a slash at its end. @returns undefined for no such thing */
export function parseRegistry(text: string): string | undefined {
  const bare = text.replace(/\/+$/, '')
  return registryForm.test(bare) ? bare : undefined
}

/** The public address of a site. */
export interface Origin {
  /** As browsers write it: `https://example.org`, `http://localhost:8080`. */
  origin: string
  /** Without HTTPS, this is the whole site. */
  secure: boolean
  hostname: string
  /** Where browsers knock; the scheme's own port where the address names none. */
  port: number
}

/** @returns undefined for what is no web address without path, query and account */
export function parseOrigin(text: string): Origin | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') return undefined
  const secure = url.protocol === 'https:'
  return {
    origin: url.origin,
    secure,
    hostname: url.hostname,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
  }
}

/** A block of IPv4 addresses, as numbers. */
export interface Ipv4Range {
  /** Its own form: `10.0.0.0/8`. */
  text: string
  first: number
  last: number
}

/** @param first address of a block, as a number */
export const rangeText = (first: number, prefix: number): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`

/** A block of IPv4 addresses that holds this one: `10.1.2.3/24` is `10.1.2.0/24`. @returns undefined for anything else */
export function parseRange(text: string): Ipv4Range | undefined {
  const [address = '', digits = ''] = text.split('/')
  if (isIP(address) !== 4 || !/^\d{1,2}$/.test(digits) || Number(digits) > 32) return undefined
  const prefix = Number(digits)
  const addresses = 2 ** (32 - prefix)
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const first = Math.floor(number / addresses) * addresses
  return { text: rangeText(first, prefix), first, last: first + addresses - 1 }
}
