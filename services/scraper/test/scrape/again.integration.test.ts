import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { html, productPage, type Route, redirect, status, Web } from '../support/web.ts'

const etag = '"first"'
const lastModified = 'Sun, 01 Nov 2026 10:00:00 GMT'

/** As a server that keeps to RFC 9110: 304 for who has this version, the page for everybody else. */
const versioned =
  (tag: string): Route =>
  (request, response) => {
    const known =
      request.headers['if-none-match'] === tag || request.headers['if-modified-since'] !== undefined
    if (known) response.writeHead(304, { etag: tag }).end()
    else html(productPage, { etag: tag, 'last-modified': lastModified })(request, response)
  }

const written = `<title>Written later</title><body><script>
const p = document.createElement('p'); p.textContent = ${JSON.stringify('Loomery weaves films from what you write. '.repeat(12))};
document.body.append(p)</script>`

let web: Web
let service: TestService

beforeAll(async () => {
  web = await Web.open({
    '/robots.txt': status(404),
    '/': versioned(etag),
    '/other': versioned('"other"'),
    '/moved': redirect('/'),
    '/refresh': html('<meta http-equiv="refresh" content="0; url=/"><title>Moved</title>'),
    '/nameless': html(productPage),
    '/unasked': status(304),
    '/endless-name': html(productPage, { etag: `"${'x'.repeat(2_000)}"` }),
    '/scripts': html(written),
  })
  service = await TestService.start(web.host)
})
beforeEach(() => {
  web.requests.length = 0
})
afterAll(async () => {
  await service.stop()
  await web.close()
})

const known = (path = '/') => ({ url: web.url(path), etag, lastModified: '' })

describe('a page that was read before', () => {
  it('is told with the version that its server names', async () => {
    const { result } = await service.scrape(web.url())
    expect(result.version).toEqual({ url: web.url(), etag, lastModified })
    expect((await service.scrape(web.url('/nameless'))).result.version).toBeNull()
    expect((await service.scrape(web.url('/endless-name'))).result.version).toBeNull()
  })

  it('is asked for once, and neither read nor visited where it is the same', async () => {
    const { result, order, images } = await service.scrape(web.url(), {
      skipScreenshot: false,
      known: known(),
    })
    expect(result).toMatchObject({ notModified: true, page: null, bytesFetched: 0, redirects: 0 })
    expect(web.requests.filter((request) => request !== 'GET /robots.txt')).toEqual(['GET /'])
    expect(order.filter((kind) => kind !== 'progress')).toEqual(['result'])
    expect(images).toEqual([])
    expect(service.scraper.tools.screen.pool?.pids ?? []).toEqual([])
  })

  it.each(['/moved', '/refresh'])('also where %s leads to it', async (path) => {
    const { result } = await service.scrape(web.url(path), { known: known() })
    expect(result).toMatchObject({ notModified: true, redirects: 1 })
  })

  it('is read again where it is another version, or the known one is of another address', async () => {
    const other = await service.scrape(web.url('/other'), { known: known('/other') })
    expect(other.result).toMatchObject({ notModified: false, version: { etag: '"other"' } })
    const elsewhere = await service.scrape(web.url(), { known: known('/elsewhere') })
    expect(elsewhere.result).toMatchObject({ notModified: false, page: { siteName: 'Cutter' } })
  })

  it('that answers 304 to who knows no version is a fault of its server', async () => {
    expect((await service.failure(web.url('/unasked'))).reason).toBe('http-error')
  })
})

describe('only the text of a page', () => {
  it('comes without pictures, and without a browser where it says enough', async () => {
    const { result, images } = await service.scrape(web.url('/nameless'), {
      onlyText: true,
      skipScreenshot: false,
    })
    expect(result.page?.siteName).toBe('Cutter')
    expect(result.unavailable).toEqual([])
    expect(images).toEqual([])
    expect(web.requests.filter((request) => request !== 'GET /robots.txt')).toEqual(['GET /nameless'])
  })

  it('is what its scripts write, where it says little before they run', async (context) => {
    context.skip(service.scraper.browser.executable === undefined, 'there is no browser on this machine')
    const { result, images } = await service.scrape(web.url('/scripts'), {
      onlyText: true,
      skipScreenshot: false,
    })
    expect(result.page?.text).toContain('weaves films')
    expect(images).toEqual([])
  })
})
