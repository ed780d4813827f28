import { networkInterfaces } from 'node:os'

/** Addresses that somebody pastes. */
export interface PastedAddress {
  readonly what: string
  readonly url: (port: number) => string
  /** What the trap listens on. */
  readonly listen: string
  /** The guard opens loopback at most, and the web's schemes: for others the control is a client that nothing holds back. */
  readonly control: 'guard open' | 'plain client' | 'plain socket' | 'plain browser'
}

const hosts: readonly (readonly [string, string, string?])[] = [
  ['127.0.0.1', '127.0.0.1'],
  ['localhost', 'localhost'],
  ['localhost with a dot', 'LOCALHOST.'],
  ['a subdomain of localhost', 'a.localhost'],
  ['a decimal address', '2130706433'],
  ['a hexadecimal address', '0x7f000001'],
  ['an octal address', '0177.0.0.1'],
  ['a short address', '127.1'],
  ['an address in circled digits', '①②⑦.⓪.⓪.①'],
  ['another loopback address', '127.77.0.9', '127.77.0.9'],
  ['IPv6 loopback', '[::1]', '::1'],
  ['IPv4 mapped to IPv6', '[::ffff:127.0.0.1]'],
  ['IPv4 mapped to IPv6 in hexadecimal', '[::ffff:7f00:1]'],
]

const own = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
  .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))

export const pastedAddresses: readonly PastedAddress[] = [
  ...hosts.map(
    ([what, host, listen = '127.0.0.1']): PastedAddress => ({
      what,
      url: (port) => `http://${host}:${port}/`,
      listen,
      control: 'guard open',
    }),
  ),
  ...[...new Set(['0.0.0.0', '[::]', ...own.slice(0, 4)])].map(
    (host): PastedAddress => ({
      what: /^0|^\[::\]/.test(host)
        ? `the address of no one, ${host}`
        : `an address of this machine, ${host}`,
      url: (port) => `http://${host}:${port}/`,
      listen: host.includes(':') ? '::' : '0.0.0.0',
      control: 'plain client',
    }),
  ),
  {
    what: 'credentials in an address',
    url: (port) => `http://user:secret@127.0.0.1:${port}/`,
    listen: '127.0.0.1',
    control: 'plain client',
  },
  ...['ftp', 'gopher', 'ws', 'redis'].map(
    (scheme): PastedAddress => ({
      what: `the scheme ${scheme}:`,
      url: (port) => `${scheme}://127.0.0.1:${port}/`,
      listen: '127.0.0.1',
      control: 'plain socket',
    }),
  ),
  ...['data', 'view-source'].map(
    (scheme): PastedAddress => ({
      what: `the scheme ${scheme}:`,
      url: (port) =>
        scheme === 'data'
          ? `data:text/html,<img src="http://127.0.0.1:${port}/">`
          : `view-source:http://127.0.0.1:${port}/`,
      listen: '127.0.0.1',
      control: 'plain browser',
    }),
  ),
]

/** How one page of a site leads a reader inside. */
export interface Lead {
  readonly what: string
  /** Answers of the site by their path; the page is at `/`. */
  readonly site: (to: string) => Readonly<Record<string, LeadAnswer>>
  /** It is the list of a sitemap that is asked for. */
  readonly sitemap?: true
}

export type LeadAnswer =
  | { readonly html: string }
  | { readonly file: string; readonly type: string }
  | { readonly to: string; readonly status: number }

const page = (head: string) => ({
  html: `<title>Page</title>${head}<p>Some words of a page that is read.</p>`,
})
const sitemap = (of: string) =>
  `<?xml version="1.0"?><${of} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`

export const leads: readonly Lead[] = [
  ...[301, 302, 303, 307, 308].map(
    (status): Lead => ({ what: `a redirect by ${status}`, site: (to) => ({ '/': { to, status } }) }),
  ),
  {
    what: 'the third of three redirects',
    site: (to) => ({
      '/': { to: '/second', status: 302 },
      '/second': { to: '/third', status: 307 },
      '/third': { to, status: 302 },
    }),
  },
  {
    what: 'a refresh of the page',
    site: (to) => ({ '/': { html: `<meta http-equiv="refresh" content="0;url=${to}">` } }),
  },
  { what: 'a redirect of robots.txt', site: (to) => ({ '/robots.txt': { to, status: 301 }, '/': page('') }) },
  { what: 'its icon', site: (to) => ({ '/': page(`<link rel="icon" href="${to}">`) }) },
  {
    what: 'its icon by a redirect',
    site: (to) => ({ '/': page('<link rel="icon" href="/icon">'), '/icon': { to, status: 302 } }),
  },
  { what: 'its manifest', site: (to) => ({ '/': page(`<link rel="manifest" href="${to}">`) }) },
  {
    what: 'an icon of its manifest',
    site: (to) => ({
      '/': page('<link rel="manifest" href="/manifest">'),
      '/manifest': {
        file: JSON.stringify({ icons: [{ src: to, sizes: '512x512' }] }),
        type: 'application/manifest+json',
      },
    }),
  },
  {
    what: 'a redirect of /favicon.ico',
    site: (to) => ({ '/': page(''), '/favicon.ico': { to, status: 302 } }),
  },
  {
    what: 'the picture of Open Graph',
    site: (to) => ({ '/': page(`<meta property="og:image" content="${to}">`) }),
  },
  {
    what: 'the picture of Open Graph by a redirect',
    site: (to) => ({ '/': page('<meta property="og:image" content="/card">'), '/card': { to, status: 308 } }),
  },
  {
    what: 'a sitemap by a redirect',
    sitemap: true,
    site: (to) => ({ '/': { to, status: 302 } }),
  },
  {
    what: 'a sitemap of sitemaps',
    sitemap: true,
    site: (to) => ({
      '/': {
        file: `${sitemap('sitemapindex')}<sitemap><loc>${to}</loc></sitemap></sitemapindex>`,
        type: 'application/xml',
      },
    }),
  },
]
