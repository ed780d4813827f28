import { afterEach, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { endless, file, html, productPage, type Route, redirect, status, Web } from '../support/web.ts'

const open: { web: Web; service: TestService }[] = []

async function site(robots: Route, limits: Record<string, number> = {}) {
  const web = await Web.open({
    '/robots.txt': robots,
    '/': html(productPage),
    '/rules': file('User-agent: *\nDisallow: /', 'text/plain'),
  })
  const service = await TestService.start(web.host, { limits: { robotsMs: 1_000, ...limits } })
  open.push({ web, service })
  return { web, service }
}

afterEach(async () => {
  for (const { web, service } of open.splice(0)) {
    await service.stop()
    await web.close()
  }
})

describe('robots.txt over the wire', () => {
  it('keeps a page from being asked for', async () => {
    const { web, service } = await site(file('User-agent: *\nDisallow: /', 'text/plain'))
    expect(await service.failure(web.url('/'))).toMatchObject({
      reason: 'robots-disallowed',
      code: 'forbidden',
    })
    expect(web.requests).toEqual(['GET /robots.txt'])
  })

  it('gives way to an explicit wish', async () => {
    const { web, service } = await site(file('User-agent: *\nDisallow: /', 'text/plain'))
    const { result } = await service.scrape(web.url('/'), { skipRobots: true })
    expect(result.page?.siteName).toBe('Cutter')
    expect(web.requests).not.toContain('GET /robots.txt')
  })

  it('is asked for once', async () => {
    const { web, service } = await site(status(404))
    await service.scrape(web.url('/'))
    await service.scrape(web.url('/'))
    expect(web.requests.filter((request) => request === 'GET /robots.txt')).toHaveLength(1)
  })

  it('is followed where it redirects', async () => {
    const { web, service } = await site(redirect('/rules'))
    expect((await service.failure(web.url('/'))).reason).toBe('robots-disallowed')
  })

  it.each([
    ['that never answers', () => {}],
    ['that never ends', endless('# ', { 'content-type': 'text/plain' }, 20)],
  ] as [string, Route][])('%s ends the scrape in time', async (_what, route) => {
    const { web, service } = await site(route)
    const problem = await service.failure(web.url('/'))
    expect(problem.reason).toBe('timed-out')
    expect(problem.detail).toContain('robots.txt')
    expect(web.requests).not.toContain('GET /')
  })

  it('is read up to its cap, and what comes after is left', async () => {
    const rules = `User-agent: *\nDisallow: /private\n${'# padding\n'.repeat(200_000)}Disallow: /\n`
    const { web, service } = await site(file(rules, 'text/plain'), { robotsMs: 8_000 })
    expect((await service.scrape(web.url('/'))).result.page?.siteName).toBe('Cutter')
  })

  it('that redirects inside is not followed', async () => {
    const { web, service } = await site(redirect('http://169.254.169.254/'))
    expect((await service.failure(web.url('/'))).reason).toBe('blocked-redirect')
  })
})

describe('one host', () => {
  it('is asked for one thing at a time', async () => {
    let now = 0
    let most = 0
    const slowly =
      (route: Route): Route =>
      (request, response) => {
        most = Math.max(most, ++now)
        response.once('close', () => now--)
        setImmediate(() => setImmediate(() => route(request, response)))
      }
    const web = await Web.open({ '*': slowly(html(productPage)), '/robots.txt': slowly(status(404)) })
    const service = await TestService.start(web.host, { concurrency: 4 })
    open.push({ web, service })
    await Promise.all(['/a', '/b', '/c'].map((path) => service.scrape(web.url(path))))
    expect(web.requests.length).toBeGreaterThan(6)
    expect(most).toBe(1)
  })
})
