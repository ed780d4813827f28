import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAddresses } from '../../src/scrape/list-addresses.ts'
import { TestService } from '../support/service.ts'
import { endless, file, html, productPage, type Route, Web } from '../support/web.ts'

const sitemap = (...urls: string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-11-01</lastmod></url>`).join('')}</urlset>`
const many = Array.from({ length: 1_500 }, (_, index) => `https://many.example/${index}`)

let web: Web
let secret: Web
let service: TestService
const index: Route = (request, response) =>
  file(
    `<sitemapindex><sitemap><loc>http://${request.headers.host}/one.xml</loc></sitemap><sitemap><loc>http://${request.headers.host}/absent.xml</loc></sitemap><sitemap><loc>http://${request.headers.host}/two.xml.gz</loc></sitemap></sitemapindex>`,
    'application/xml',
  )(request, response)

beforeAll(async () => {
  secret = await Web.open({ '/': file(sitemap('https://secret.example/'), 'application/xml') })
  web = await Web.open({
    '/robots.txt': file('User-agent: *\nDisallow: /private', 'text/plain'),
    '/sitemap.xml': index,
    '/one.xml': file(
      sitemap(
        ' https://a.example/x?y=1&amp;z=2 ',
        'https://a.example/two',
        'javascript:alert(1)',
        'mailto:x@y.z',
      ),
      'application/xml',
    ),
    '/two.xml.gz': file(
      gzipSync(sitemap('https://a.example/three', 'https://a.example/two')),
      'application/gzip',
    ),
    '/many.xml': file(sitemap(...many), 'application/xml'),
    '/page': html(productPage),
    '/private': file(sitemap('https://a.example/'), 'application/xml'),
    '/loop.xml': (request, response) =>
      file(
        `<sitemapindex>${`<sitemap><loc>http://${request.headers.host}/loop.xml</loc></sitemap>`.repeat(200)}</sitemapindex>`,
        'application/xml',
      )(request, response),
    '/inside.xml': (request, response) =>
      file(`<sitemapindex><sitemap><loc>${secret.url()}</loc></sitemap></sitemapindex>`, 'application/xml')(
        request,
        response,
      ),
    '/bomb.xml': file(
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(9)}"><!ENTITY b "${'&a;'.repeat(99)}">]><urlset><url><loc>https://b.example/&b;</loc></url></urlset>`,
      'application/xml',
    ),
    '/endless.xml': endless('<url><loc>https://e.example/</loc></url>'.repeat(1_000), {
      'content-type': 'application/xml',
    }),
  })
  service = await TestService.start(web.host)
})
afterAll(async () => {
  await service.stop()
  await Promise.all([web.close(), secret.close()])
})

const list = (path: string, most = 200) =>
  listAddresses(service.scraper.tools.sources, web.url(path), most, AbortSignal.timeout(60_000))

describe('the pages of a sitemap', () => {
  it('are those of all sitemaps of an index, packed or not, each once, and of the web alone', async () => {
    expect(await list('/sitemap.xml')).toEqual({
      urls: ['https://a.example/x?y=1&z=2', 'https://a.example/two', 'https://a.example/three'],
      left: 0,
    })
  })

  it('are no more than asked for, and the rest is counted', async () => {
    expect(await list('/many.xml')).toEqual({ urls: many.slice(0, 200), left: 1_300 })
  })

  it('come over gRPC', async () => {
    const answer = await service.listAddresses(web.url('/many.xml'))
    expect(answer.urls).toHaveLength(1_000)
    expect(answer.left).toBe(500)
  })

  it.each([
    ['a page', '/page', 'no-sitemap'],
    ['nothing', '/nothing.xml', 'page-not-found'],
    ['what robots.txt closes', '/private', 'robots-disallowed'],
    ['an index of itself', '/loop.xml', 'no-sitemap'],
    ['an index that leads inside', '/inside.xml', 'blocked-port'],
  ])('%s has none', async (_what, path, reason) => {
    await expect(list(path)).rejects.toMatchObject({ reason })
    expect(secret.connections).toBe(0)
  })

  it('entities are not followed, and what never ends is cut', async () => {
    expect((await list('/bomb.xml')).urls).toEqual(['https://b.example/&b;'])
    expect((await list('/endless.xml')).urls).toEqual(['https://e.example/'])
  })
})
