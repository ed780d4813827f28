import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { html, productPage, status, Web } from '../support/web.ts'

let web: Web
let service: TestService
let asked = 0

beforeAll(async () => {
  const bytes =
    (body: Buffer, headers: Record<string, string>) =>
    (_request: unknown, response: import('node:http').ServerResponse) =>
      response.writeHead(200, headers).end(body)
  web = await Web.open({
    '/robots.txt': status(404),
    '/page': html(productPage),
    '/packed': bytes(gzipSync(productPage), { 'content-type': 'text/html; charset=utf-8' }),
    '/untyped': bytes(Buffer.from(`\ufeff<!-- made by hand -->\n${productPage}`), {}),
    '/cookie': (request, response) => {
      if (request.headers.cookie === 'seen=1') return html(productPage)(request, response)
      response.writeHead(302, { 'set-cookie': 'seen=1; Path=/', location: '/cookie' }).end()
    },
    '/accent': (_request, response) => {
      // As servers send it: raw UTF-8, which HTTP knows nothing of.
      response.socket?.end(
        Buffer.from(
          'HTTP/1.1 302 Found\r\nLocation: /caf\u00e9\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
          'utf8',
        ),
      )
    },
    '/caf%C3%A9': html(productPage),
    '/busy': (request, response) => {
      asked++
      if (asked > 1) return html(productPage)(request, response)
      response.writeHead(503, { 'retry-after': '1' }).end('later')
    },
    '/very-busy': (_request, response) => response.writeHead(429, { 'retry-after': '3600' }).end('later'),
  })
  service = await TestService.start(web.host)
})
afterAll(async () => {
  await service.stop()
  await web.close()
})

describe('pages that browsers read', () => {
  it.each(['/packed', '/untyped', '/cookie', '/accent', '/busy'])('%s', async (path) => {
    const expected = await service.scrape(web.url('/page'))
    const { result } = await service.scrape(web.url(path))
    expect(result?.page?.title).toBe(expected.result?.page?.title)
  })

  it('a site that asks to be left alone for long is, and the job comes again', async () => {
    await expect(service.scrape(web.url('/very-busy'))).rejects.toMatchObject({ reason: 'busy' })
  })
})
