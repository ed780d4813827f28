import { describe, expect, it } from 'vitest'
import { ScrapeFailure } from '../../src/failure.ts'
import { type FetchRobots, Robots } from '../../src/politeness/robots.ts'
import { FakeClock } from '../support/fake-clock.ts'

const agent = 'ParlanceBot/1.0 (+https://example.org)'
const signal = new AbortController().signal
const page = new URL('https://example.org/private/page?x=1')

function robots(answer: (url: URL) => { status: number; body?: string; cache?: string }) {
  const clock = new FakeClock()
  const asked: string[] = []
  const fetch: FetchRobots = async (url) => {
    asked.push(url.href)
    const { status, body = '', cache } = answer(url)
    return { status, body: Buffer.from(body), headers: { 'cache-control': cache } }
  }
  return { robots: new Robots(fetch, clock, agent), clock, asked }
}

describe('Robots', () => {
  it.each([
    ['User-agent: *\nDisallow: /private', false],
    ['User-agent: *\nDisallow: /other', true],
    ['User-agent: ParlanceBot\nAllow: /\n\nUser-agent: *\nDisallow: /', true],
    ['User-agent: parlancebot\nDisallow: /', false],
    ['User-agent: OtherBot\nDisallow: /', true],
    ['User-agent: *\nDisallow: /private\nAllow: /private/page', true],
    ['User-agent: *\nDisallow: /*?x=', false],
    ['User-agent: *\nDisallow:', true],
    ['<html>not robots.txt</html>', true],
    ['', true],
  ])('%j allows: %s', async (body, allowed) => {
    const outcome = await robots(() => ({ status: 200, body }))
      .robots.permit(page, signal)
      .then(
        () => true,
        ({ reason }) => reason,
      )
    expect(outcome).toBe(allowed || 'robots-disallowed')
  })

  it.each([400, 401, 403, 404, 410])('status %i allows all', async (status) => {
    expect(await robots(() => ({ status })).robots.permit(page, signal)).toBe(0)
  })

  it.each([500, 503, 429])('status %i disallows all, and is asked again soon', async (status) => {
    const { robots: rules, clock, asked } = robots(() => ({ status }))
    await expect(rules.permit(page, signal)).rejects.toMatchObject({ reason: 'robots-disallowed' })
    await expect(rules.permit(page, signal)).rejects.toMatchObject({ reason: 'robots-disallowed' })
    expect(asked).toHaveLength(1)
    await clock.advance(6 * 60_000)
    await expect(rules.permit(page, signal)).rejects.toMatchObject({ reason: 'robots-disallowed' })
    expect(asked).toHaveLength(2)
  })

  it('keeps an answer for a day and no longer, each origin its own', async () => {
    const { robots: rules, clock, asked } = robots(() => ({ status: 200, cache: 'max-age=99999999' }))
    await rules.permit(page, signal)
    await rules.permit(new URL('https://example.org/other'), signal)
    await rules.permit(new URL('http://example.org/'), signal)
    expect(asked).toEqual(['https://example.org/robots.txt', 'http://example.org/robots.txt'])
    await clock.advance(24 * 3_600_000 + 1)
    await rules.permit(page, signal)
    expect(asked).toHaveLength(3)
  })

  it('keeps an answer no longer than it says', async () => {
    const { robots: rules, clock, asked } = robots(() => ({ status: 200, cache: 'public, max-age=120' }))
    await rules.permit(page, signal)
    await clock.advance(121_000)
    await rules.permit(page, signal)
    expect(asked).toHaveLength(2)
  })

  it('passes on the pause that the host asks for, ten seconds at most', async () => {
    const asks = (seconds: number) =>
      robots(() => ({ status: 200, body: `User-agent: *\nCrawl-delay: ${seconds}` }))
    expect(await asks(2).robots.permit(page, signal)).toBe(2_000)
    expect(await asks(600).robots.permit(page, signal)).toBe(10_000)
  })

  it('allows all where robots.txt redirects without end, and says what else went wrong', async () => {
    const failing = (failure: ScrapeFailure) =>
      new Robots(() => Promise.reject(failure), new FakeClock(), agent)
    const loop = failing(new ScrapeFailure('too-many-redirects', 'loop'))
    expect(await loop.permit(page, signal)).toBe(0)
    const slow = failing(new ScrapeFailure('timed-out', 'slow'))
    await expect(slow.permit(page, signal)).rejects.toThrow('robots.txt in time')
    const gone = failing(new ScrapeFailure('name-not-found', 'gone'))
    await expect(gone.permit(page, signal)).rejects.toMatchObject({ reason: 'name-not-found' })
  })
})
