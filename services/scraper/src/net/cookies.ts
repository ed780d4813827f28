import type { IncomingHttpHeaders } from 'node:http'

/** What a site may leave with us; a scrape is over in a minute. */
const mostCookies = 50
const longestCookie = 4_096

interface Cookie {
  readonly name: string
  readonly value: string
  /** The host, or the domain with all hosts below it. */
  readonly host: string
  readonly below: boolean
  readonly path: string
  readonly secure: boolean
}

/**
 * The cookies of one scrape, as a browser would keep them while it follows the redirects of a page: many sites set one
 * and send their visitor round once to see it again. Forgotten with the scrape.
 */
export class Cookies {
  #kept: Cookie[] = []

  /** Keeps what an answer sets. */
  take(url: URL, headers: IncomingHttpHeaders): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const cookie = line.length <= longestCookie ? cookieOf(line, url) : undefined
      if (!cookie) continue
      this.#kept = this.#kept.filter((other) => other.name !== cookie.name || other.host !== cookie.host)
      if (cookie.value !== '' && this.#kept.length < mostCookies) this.#kept.push(cookie)
    }
  }

  /** The `Cookie` header for a request; `undefined` where there is nothing to send. */
  headerFor(url: URL): string | undefined {
    const sent = this.#kept.filter(
      ({ host, below, path, secure }) =>
        (url.hostname === host || (below && url.hostname.endsWith(`.${host}`))) &&
        (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)) &&
        (!secure || url.protocol === 'https:'),
    )
    return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
  }
}

function cookieOf(line: string, url: URL): Cookie | undefined {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  if (at < 1 || /[\r\n\0]/.test(pair)) return undefined
  const attribute = (name: string) =>
    attributes.find((each) => each.toLowerCase().split('=')[0]?.trim() === name)
  const said = (name: string) => attribute(name)?.split('=').slice(1).join('=').trim() ?? ''
  const domain = said('domain').toLowerCase().replace(/^\./, '')
  // A name without a dot is a whole top-level domain.
  const below = domain.includes('.') && (url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  if (domain !== '' && !below && domain !== url.hostname) return undefined
  const age = said('max-age')
  const expired = age !== '' ? Number(age) <= 0 : Date.parse(said('expires')) < Date.now()
  return {
    name: pair.slice(0, at),
    value: expired ? '' : pair.slice(at + 1),
    host: below ? domain : url.hostname,
    below,
    path: said('path').startsWith('/') ? said('path') : '/',
    secure: attribute('secure') !== undefined,
  }
}
