import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api, type Submission } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { textsIn } from './support/texts.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)
const languages = ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'] as const

interface Fault {
  readonly what: string
  readonly paste: string
  readonly reason: string
}

/** What nobody can list, and that the form says at once. */
const refused: readonly Fault[] = [
  { what: 'no address at all', paste: 'my favourite tool', reason: 'invalid-url' },
  { what: 'another scheme', paste: 'ftp://example.org/tool', reason: 'unsupported-scheme' },
]

/** What turns out when the page is read. */
const failing = [
  { what: 'an address inside a network', paste: 'http://10.0.0.1/', reason: 'blocked-address' },
  {
    what: 'the address of cloud metadata',
    paste: 'http://169.254.169.254/latest/',
    reason: 'blocked-address',
  },
  { what: 'this machine by name', paste: 'http://localhost/', reason: 'blocked-address' },
  { what: 'a port that is not of the web', paste: 'http://example.org:25/', reason: 'blocked-port' },
  { what: 'a page that is not there', paste: `${site.origin}/hostile/missing`, reason: 'page-not-found' },
  { what: 'a broken site', paste: `${site.origin}/hostile/broken`, reason: 'http-error' },
  { what: 'a page of 50 MB', paste: `${site.origin}/hostile/fifty-megabytes`, reason: 'too-large' },
  { what: 'a page that never ends', paste: `${site.origin}/hostile/endless`, reason: 'timed-out' },
  { what: 'a redirect to 127.0.0.1', paste: `${site.origin}/hostile/to-inside`, reason: 'blocked-redirect' },
  { what: 'a redirect in circles', paste: `${site.origin}/hostile/loop`, reason: 'too-many-redirects' },
  { what: 'a file that is no page', paste: `${site.origin}/hostile/paper.pdf`, reason: 'not-html' },
  { what: 'a page closed to robots', paste: `${site.origin}/private/page`, reason: 'robots-disallowed' },
].map((fault, index) => ({ ...fault, language: languages[index % languages.length] ?? 'en' }))

const neverRobots = { paste: `${site.slowOrigin}/invented/slow/`, language: 'en' }

/** What the scraper gives all the time that it may. */
const slow = [
  ...failing.filter(({ reason }) => reason === 'timed-out'),
  ...(site.slowOrigin ? [neverRobots] : []),
]

describe.skipIf(noBrowser)(`what cannot be listed${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let page: Page
  /** Windows of what is slow, by what was pasted, once it has ended: one after the other, beside the tests of the rest. */
  const windows = new Map<string, Promise<Page>>()
  beforeAll(async () => {
    browser = await openBrowser()
    page = (await newPerson(browser, stack.site)).page
    let before: Promise<unknown> = Promise.resolve()
    for (const { paste: text, language } of slow) {
      const window = (await newPerson(browser, stack.site)).page
      const ended = before.then(() => failed(window, language, text))
      before = ended.catch(() => {})
      windows.set(text, ended)
    }
  })
  afterAll(() => browser?.close())

  async function paste(language: string, text: string, into = page): Promise<void> {
    await into.goto(`/${language}/submit`)
    await into.getByTestId('submit-url').fill(text)
    await into.getByTestId('submit-button').click()
  }

  const failureOn = (window: Page) =>
    window.getByTestId('submission-failure').or(window.getByTestId('submit-error'))

  /** Pastes it, and waits until the page says that it failed. */
  async function failed(window: Page, language: string, text: string): Promise<Page> {
    await paste(language, text, window)
    await failureOn(window).waitFor({ timeout: 90_000 })
    return window
  }

  test.each(refused)('$what: said at the form, and no job is made', async ({ paste: text, reason }) => {
    for (const language of languages) {
      await paste(language, text)
      const error = page.getByTestId('submit-error')
      await error.waitFor()
      expect(await error.getAttribute('data-reason')).toBe(reason)
      expect(await textOf(error)).toContain(textsIn(language).submit.reasons[reason]?.title)
      expect(new URL(page.url()).searchParams.has('id')).toBe(false)
    }
  })

  test.each(failing)('$what: its own answer in $language, and the job ends', async (fault) => {
    const { paste: text, reason, language } = fault
    const window = await (windows.get(text) ?? failed(page, language, text))
    const failure = failureOn(window)
    expect(await failure.getAttribute('data-reason')).toBe(reason)
    const { title, help } = textsIn(language).submit.reasons[reason] ?? {}
    expect(await textOf(failure)).toContain(title)
    expect(await textOf(failure)).toContain(help)
    const id = new URL(window.url()).searchParams.get('id')
    const ended = await api.submission(id ?? '')
    expect(ended).toMatchObject({ status: 'failed', problem: { reason } } satisfies
      | Partial<Submission>
      | object)
    expect(ended.tool).toBeUndefined()
    await window.getByTestId('submit-again').click()
    await window.getByTestId('submit-form').waitFor()
  })

  test('every reason has words of its own in every language', () => {
    for (const language of languages) {
      const titles = [...new Set([...refused, ...failing].map(({ reason }) => reason))].map(
        (reason) => textsIn(language).submit.reasons[reason]?.title,
      )
      expect(titles.every((title) => title !== undefined && title !== '')).toBe(true)
      expect(new Set(titles).size).toBe(titles.length)
    }
  })

  test('a page with a picture that would fill all memory is listed without it', async () => {
    await paste('en', `${site.origin}/hostile/huge-picture`)
    const listing = page.getByTestId('submission-listing')
    await listing.waitFor({ timeout: 90_000 })
    const slug = (await listing.getAttribute('href'))?.split('/').at(-1) ?? ''
    const tool = await api.tool(slug, 'en')
    expect(tool.name).toBe('A very large picture')
    // The site's picture cannot be had: links show its page instead.
    expect(tool.preview).toMatchObject({ mediaType: 'image/jpeg', width: 1_200, height: 630 })
  })

  test.skipIf(!site.slowOrigin)(
    `a site whose robots.txt never comes is given up${site.slowOrigin ? '' : ' (skipped: no such site beside this stack)'}`,
    async () => {
      const window = await (windows.get(neverRobots.paste) ?? failed(page, 'en', neverRobots.paste))
      expect(await window.getByTestId('submission-failure').getAttribute('data-reason')).toBe('timed-out')
    },
  )
})
