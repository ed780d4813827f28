import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { html, redirect, status, Web } from '../support/web.ts'

const browser = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)

describe.skipIf(browser.executable === undefined)('a page that takes the browser elsewhere', () => {
  let inside: Web
  let web: Web
  let service: TestService
  beforeAll(async () => {
    inside = await Web.open({ '*': html('<title>Secrets</title>') })
    web = await Web.open({
      '/robots.txt': status(404),
      '/file': html(`<title>Leaves</title><script>location.href = 'file:///etc/passwd'</script>`),
      '/redirects': (request, response) =>
        // To us it is a page; to the browser, a way inside.
        request.headers['user-agent']?.startsWith('Mozilla')
          ? redirect(inside.url())(request, response)
          : html('<title>Harmless</title><p>Text</p>')(request, response),
    })
    service = await TestService.start(web.host)
  })
  afterAll(() => Promise.all([service.stop(), web.close(), inside.close()]))

  it('inside has no picture, and it is said why', async () => {
    const { result } = await service.scrape(web.url('/redirects'), { skipScreenshot: false })
    expect(result.unavailable.find(({ what }) => what === 'screenshot')?.code).toBe('blocked')
    expect(inside.connections).toBe(0)
  })

  it('to a file has nothing of it read', async () => {
    const { result } = await service.scrape(web.url('/file'), { skipScreenshot: false })
    expect(result.page?.title).toBe('Leaves')
    expect(result.page?.text).not.toContain('root:')
  })
})
