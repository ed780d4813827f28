import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAllowHosts } from '../../src/net/allow-hosts.ts'
import { FilteringProxy, refusalHeader } from '../../src/net/filtering-proxy.ts'
import { Guard } from '../../src/net/guard.ts'
import { endless, file, status, Web } from '../support/web.ts'

let web: Web
let inside: Web
let proxy: FilteringProxy

beforeAll(async () => {
  web = await Web.open({
    '/': file('hello', 'text/plain', { 'x-kept': 'yes', connection: 'x-dropped', 'x-dropped': 'no' }),
    '/echo': async (incoming, response) => response.end(`${incoming.method} ${await text(incoming)}`),
    '/endless': endless(Buffer.alloc(100_000), { 'content-type': 'text/plain' }),
    '/missing': status(404, 'gone'),
  })
  inside = await Web.open({ '*': status(200, 'secret') })
  const guard = new Guard({
    allowed: parseAllowHosts(web.host),
    resolve: async () => ['127.0.0.1'],
  })
  proxy = await FilteringProxy.open(guard, { maxBytes: 3_000_000, maxConnections: 16 })
})
afterAll(async () => {
  await proxy.close()
  await Promise.all([web.close(), inside.close()])
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** One request in absolute form. */
function forward(
  url: string,
  options: { method?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { port } = new URL(proxy.url)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path: url,
        method: options.method ?? 'GET',
        headers: { host: new URL(url).host, ...options.headers },
      },
      (response) =>
        text(response).then(
          (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          reject,
        ),
    )
    outgoing.once('error', reject)
    outgoing.end(options.body)
  })
}

/** Opens a tunnel and sends a first line; everything that comes back. */
function tunnel(target: string, say: string): Promise<string> {
  const { port } = new URL(proxy.url)
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
    )
    let heard = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      const established = heard === '' && String(chunk).startsWith('HTTP/1.1 200')
      heard += chunk
      if (established) socket.write(say)
    })
    socket.once('close', () => resolve(heard))
    socket.once('error', reject)
  })
}

const hello = 'GET /missing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

describe('the filtering proxy', () => {
  it('forwards what is allowed, without the headers of one hop', async () => {
    const answer = await forward(web.url('/'), {
      headers: { 'proxy-connection': 'keep-alive', 'x-mine': '1' },
    })
    expect(answer).toMatchObject({ status: 200, body: 'hello', headers: { 'x-kept': 'yes' } })
    expect(answer.headers).not.toHaveProperty('x-dropped')
    expect(web.headers.at(-1)).toMatchObject({ 'x-mine': '1' })
    expect(web.headers.at(-1)).not.toHaveProperty('proxy-connection')
  })

  it('forwards bodies and statuses', async () => {
    expect((await forward(web.url('/echo'), { method: 'POST', body: 'ping' })).body).toBe('POST ping')
    expect(await forward(web.url('/missing'))).toMatchObject({ status: 404, body: 'gone' })
  })

  it('tunnels what is allowed', async () => {
    expect(await tunnel(web.host, hello)).toMatch(/^HTTP\/1\.1 200 Connection established[\s\S]*gone/)
  })

  it.each(['127.0.0.1', 'localhost', '[::1]', 'anything.example', '2130706433', '[::ffff:127.0.0.1]'])(
    'refuses %s, forwarded and tunnelled',
    async (host) => {
      const refused = await forward(`http://${host}:${inside.port}/`)
      expect(refused.status).toBe(403)
      expect(refused.headers[refusalHeader]).toMatch(/^blocked-/)
      expect(await tunnel(`${host}:${inside.port}`, hello)).toMatch(
        /^HTTP\/1\.1 403[\s\S]*x-parlance-refused: blocked-/,
      )
      expect(inside.connections).toBe(0)
    },
  )

  it.each(['127.0.0.1:22', 'example.org:25', 'example.org', '', 'http://x/', 'a b:80'])(
    'tunnels nothing to %j',
    async (target) => {
      expect(await tunnel(target, hello)).not.toContain('200 Connection established')
    },
  )

  it.each(['https://example.org/', 'ftp://example.org/', 'file:///etc/passwd'])(
    'forwards nothing to %s',
    async (url) => {
      expect((await forward(url)).status).toBe(403)
    },
  )

  it('refuses an upgrade in plain', async () => {
    const before = web.requests.length
    const answer = await forward(web.url('/ws'), { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
    expect(answer.status).toBe(403)
    expect(web.requests.slice(before)).toEqual([])
  })

  it('serves itself to nobody', async () => {
    const { port } = new URL(proxy.url)
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    expect(answer.status).toBe(403)
  })

  it('cuts every connection over its bytes, and when it is closed', async () => {
    const own = await FilteringProxy.open(new Guard({ allowed: parseAllowHosts(web.host) }), {
      maxBytes: 500_000,
      maxConnections: 4,
    })
    const { port } = new URL(own.url)
    const heard = await new Promise<number>((resolve) => {
      let bytes = 0
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET ${web.url('/endless')} HTTP/1.1\r\nHost: ${web.host}\r\n\r\n`),
      )
      socket.on('data', (chunk) => {
        bytes += chunk.length
      })
      socket.on('error', () => {})
      socket.once('close', () => resolve(bytes))
    })
    expect(heard).toBeLessThan(1_500_000)
    const open = connect(Number(port), '127.0.0.1')
    let closed = false
    open.on('error', () => {})
    open.once('close', () => {
      closed = true
    })
    await new Promise((resolve) => open.once('connect', resolve))
    await own.close()
    await waitUntil('the other end is closed', () => closed)
  })
})
