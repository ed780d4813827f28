import { type AddressInfo, createServer, type Server } from 'node:net'
import { gzipSync } from 'node:zlib'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { endless, file, html, redirect, status, Web } from '../support/web.ts'

const page = { 'content-type': 'text/html' }
const megabyte = Buffer.alloc(1_000_000, '<p>word</p>')

let web: Web
let inside: Web
let raw: Server
let service: TestService

/** Speaks TCP and not HTTP. */
function rawServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end('SSH-2.0-OpenSSH_9.2\r\n')
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

beforeAll(async () => {
  inside = await Web.open({ '*': html('<title>Secrets</title>') })
  raw = await rawServer()
  web = await Web.open({
    '/robots.txt': status(404),
    '/gone': status(410),
    '/error': status(500),
    '/forbidden': status(403),
    '/empty': file('', 'text/html'),
    '/file.pdf': file('%PDF-1.7', 'application/pdf'),
    '/untyped': (_request, response) => void response.end('{"a":1}'),
    '/large': file(Buffer.alloc(50_000_000, 32), 'text/html'),
    '/large-unsaid': endless(megabyte, page),
    '/drip': endless('<p>', page, 50),
    '/silent': () => {},
    '/bomb': file(gzipSync(Buffer.alloc(60_000_000, 32)), 'text/html', { 'content-encoding': 'gzip' }),
    '/bomb-in-bomb': file(gzipSync(gzipSync(Buffer.alloc(60_000_000, 32))), 'text/html', {
      'content-encoding': 'gzip, gzip',
    }),
    '/not-gzip': file('plain', 'text/html', { 'content-encoding': 'gzip' }),
    '/odd-encoding': file('plain', 'text/html', { 'content-encoding': 'sdch' }),
    '/loop': redirect('/loop'),
    '/to-inside': redirect(`http://127.0.0.1:${inside.port}/secret`),
    '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
    '/to-port': redirect('http://127.0.0.1:22/'),
    '/to-file': redirect('file:///etc/passwd'),
    '/to-nowhere': redirect('http://'),
    '/refresh-inside': html(`<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${inside.port}/">`),
    '/many-headers': file('x', 'text/html', { 'x-long': 'a'.repeat(100_000) }),
  })
  const rawPort = (raw.address() as AddressInfo).port
  service = await TestService.start(`${web.host},127.0.0.1:${rawPort},127.0.0.1:1`, {
    limits: { pageMs: 1_500, robotsMs: 1_500 },
    resolve: async (name) => {
      if (name === 'metadata.google.internal') return ['169.254.169.254']
      if (name === 'both.example') return ['93.184.216.34', '10.0.0.7']
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    },
  })
})
afterAll(async () => {
  await service.stop()
  raw.close()
  await Promise.all([web.close(), inside.close()])
})

describe('an address that is not read', () => {
  it.each([
    ['', 'invalid-url'],
    ['not a url', 'invalid-url'],
    ['https://', 'invalid-url'],
    ['http://user:pass@example.org/', 'invalid-url'],
    [`http://example.org/${'a'.repeat(3_000)}`, 'invalid-url'],
    ['ftp://example.org/', 'unsupported-scheme'],
    ['file:///etc/passwd', 'unsupported-scheme'],
    ['javascript:alert(1)', 'unsupported-scheme'],
    ['ws://example.org/', 'unsupported-scheme'],
    ['http://example.org:22/', 'blocked-port'],
    ['http://example.org:6379/', 'blocked-port'],
    ['http://127.0.0.1/', 'blocked-address'],
    ['http://localhost/', 'blocked-address'],
    ['http://LOCALHOST./', 'blocked-address'],
    ['http://anything.localhost/', 'blocked-address'],
    ['http://10.0.0.1/', 'blocked-address'],
    ['http://172.16.5.4/', 'blocked-address'],
    ['http://192.168.1.1/', 'blocked-address'],
    ['http://169.254.169.254/latest/meta-data/', 'blocked-address'],
    ['http://168.63.129.16/', 'blocked-address'],
    ['http://100.100.100.200/', 'blocked-address'],
    ['http://0.0.0.0/', 'blocked-address'],
    ['http://2130706433/', 'blocked-address'],
    ['http://0x7f.1/', 'blocked-address'],
    ['http://0177.0.0.1/', 'blocked-address'],
    ['http://①②⑦.⓪.⓪.①/', 'blocked-address'],
    ['http://[::1]/', 'blocked-address'],
    ['http://[::]/', 'blocked-address'],
    ['http://[::ffff:127.0.0.1]/', 'blocked-address'],
    ['http://[::ffff:a00:1]/', 'blocked-address'],
    ['http://[64:ff9b::7f00:1]/', 'blocked-address'],
    ['http://[64:ff9b:1::7f00:1]/', 'blocked-address'],
    ['http://[2002:7f00:1::]/', 'blocked-address'],
    ['http://[2001:0:53aa:64c:0:0:80ff:fffe]/', 'blocked-address'],
    ['http://[fd00:ec2::254]/', 'blocked-address'],
    ['http://[fe80::1]/', 'blocked-address'],
    ['http://metadata.google.internal/', 'blocked-address'],
    ['http://both.example/', 'blocked-address'],
    ['http://no-such-site.example/', 'name-not-found'],
  ])('%s: %s', async (url, reason) => {
    const problem = await service.failure(url)
    expect(problem.reason).toBe(reason)
    expect(problem.detail).toMatch(/^\S.{10,}\.$/)
  })
})

describe('a page that cannot be read', () => {
  it.each([
    ['/nowhere', 'page-not-found', 'not-found'],
    ['/gone', 'page-not-found', 'not-found'],
    ['/error', 'http-error', 'precondition'],
    ['/forbidden', 'http-error', 'precondition'],
    ['/empty', 'http-error', 'precondition'],
    ['/file.pdf', 'not-html', 'precondition'],
    ['/untyped', 'not-html', 'precondition'],
    ['/large', 'too-large', 'too-large'],
    ['/large-unsaid', 'too-large', 'too-large'],
    ['/drip', 'timed-out', 'timeout'],
    ['/silent', 'timed-out', 'timeout'],
    ['/bomb', 'too-large', 'too-large'],
    ['/bomb-in-bomb', 'too-large', 'too-large'],
    ['/not-gzip', 'connection-failed', 'unavailable'],
    ['/odd-encoding', 'http-error', 'precondition'],
    ['/many-headers', 'too-large', 'too-large'],
    ['/loop', 'too-many-redirects', 'precondition'],
    ['/to-inside', 'blocked-redirect', 'forbidden'],
    ['/to-metadata', 'blocked-redirect', 'forbidden'],
    ['/to-port', 'blocked-redirect', 'forbidden'],
    ['/to-file', 'blocked-redirect', 'forbidden'],
    ['/to-nowhere', 'http-error', 'precondition'],
    ['/refresh-inside', 'blocked-redirect', 'forbidden'],
  ])('%s: %s', async (path, reason, code) => {
    const problem = await service.failure(web.url(path))
    expect({ reason: problem.reason, code: problem.code }).toEqual({ reason, code })
    expect(problem.detail).toMatch(/^\S.{10,}\.$/)
  })

  it('lets nothing through to what redirects point at', () => {
    expect(inside.connections).toBe(0)
  })

  it('a port where nobody listens: connection-failed', async () => {
    expect((await service.failure('http://127.0.0.1:1/')).reason).toBe('connection-failed')
  })

  it('a server that does not speak HTTP: connection-failed', async () => {
    const { port } = raw.address() as AddressInfo
    expect((await service.failure(`http://127.0.0.1:${port}/`)).reason).toBe('connection-failed')
  })

  it('a server that does not speak TLS: tls-failed', async () => {
    expect((await service.failure(`https://${web.host}/`)).reason).toBe('tls-failed')
  })
})

describe('a caller', () => {
  it('who gives up stops the work', async () => {
    const hanging = await Web.open({ '/robots.txt': status(404), '*': endless('<p>', page, 20) })
    const patient = await TestService.start(hanging.host)
    try {
      const abort = new AbortController()
      const failure = patient.failure(hanging.url('/page'), { signal: abort.signal })
      await waitUntil('the request', () => hanging.requests.includes('GET /page'))
      abort.abort()
      expect((await failure).code).toBe('cancelled')
      await waitUntil('the slot is free', () => patient.scraper.slots.running === 0)
    } finally {
      await patient.stop()
      await hanging.close()
    }
  })

  it('who comes when all slots and waiting places are taken is told so', async () => {
    const hanging = await Web.open({ '/robots.txt': status(404), '*': () => {} })
    const small = await TestService.start(hanging.host, { concurrency: 1 })
    const abort = new AbortController()
    try {
      const others = Array.from({ length: 5 }, (_, index) =>
        small.failure(hanging.url(`/${index}`), { signal: abort.signal }),
      )
      await waitUntil('four wait', () => small.scraper.slots.waiting === 4)
      const problem = await small.failure(hanging.url('/late'))
      expect([problem.reason, problem.code]).toEqual(['busy', 'rate-limited'])
      abort.abort()
      expect(new Set((await Promise.all(others)).map(({ code }) => code))).toEqual(new Set(['cancelled']))
    } finally {
      await small.stop()
      await hanging.close()
    }
  })
})

describe('a scrape as a whole', () => {
  it('ends when its time is up', async () => {
    const slow = await Web.open({ '/robots.txt': status(404), '*': () => {} })
    const hurried = await TestService.start(slow.host, { limits: { scrapeMs: 400, pageMs: 30_000 } })
    try {
      const problem = await hurried.failure(slow.url('/'))
      expect(problem.reason).toBe('timed-out')
    } finally {
      await hurried.stop()
      await slow.close()
    }
  })
})
