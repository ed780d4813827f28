import { randomBytes } from 'node:crypto'
import { waitUntil } from '@parlance/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { expectedOf, realPagesFolder } from './support/real-pages.ts'
import { invention } from './support/site/invented-page.ts'
import { RoomPage } from './support/talk.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)
const realPages = realPagesFolder(process.env)

/** Words in the order in which they appear first, lower case. */
const wordsOf = (text: string) => [...new Set(text.toLowerCase().match(/\p{L}+/gu) ?? [])]

/**
 * Submits in the browser and gives the address of the listing, with every step that was seen on the way.
 *
 * @param reading what happens while the form says that the page is being fetched
 */
async function submit(
  page: Page,
  url: string,
  reading?: () => Promise<unknown>,
): Promise<{ slug: string; steps: readonly string[] }> {
  const seen = new Set<string>()
  // The page itself notes what it shows: looking from here would miss steps that pass quickly. Each page that is loaded
  // does so, also the one that a form sends for when its script has not come yet.
  await page.exposeFunction('noteStep', (step: string) => seen.add(step))
  await page.addInitScript(() => {
    const { noteStep } = window as unknown as { noteStep(step: string): void }
    new MutationObserver(() => {
      const step = document.querySelector('[data-testid=submission-step]')?.getAttribute('data-step')
      if (step) noteStep(step)
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  await page.goto('/en/submit')
  await page.getByTestId('submit-url').fill(url)
  await page.getByTestId('submit-button').click()
  if (reading) {
    await page.locator('[data-testid=submission-step][data-step=fetch]').waitFor({ timeout: 90_000 })
    await reading()
  }
  const listing = page.getByTestId('submission-listing')
  await listing.waitFor({ timeout: 90_000 })
  const slug = (await listing.getAttribute('href'))?.split('/').at(-1) ?? ''
  return { slug, steps: [...seen] }
}

/** Waits until the machine has put the listing into a language. */
const translated = (slug: string, lang: string) =>
  waitUntil(`${slug} reads in ${lang}`, async () => {
    const tool = await api.tool(slug, lang)
    return tool.translation?.source === 'machine' && tool.languages.overview === lang ? tool : undefined
  })

describe.skipIf(noBrowser)(`the main job${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  describe('a page becomes a listing that reads in every language', () => {
    const gate = `garden-${randomBytes(3).toString('hex')}`
    const url = `${site.origin}/gated/${gate}/`
    const open = () => fetch(`${site.control}/control/gates/${gate}/open`, { method: 'POST' })
    let slug: string
    let steps: readonly string[]
    let page: Page

    beforeAll(async () => {
      page = (await newPerson(browser, stack.site)).page
      ;({ slug, steps } = await submit(page, url, open))
    })

    test('its progress is seen live, step by step', () => {
      // The page is held back until "fetch" is seen. Another quick step may be over before it was drawn; what was drawn
      // comes in this order.
      const order = 'queued check fetch read logo screenshot describe save translate done'.split(' ')
      expect(steps).toEqual(order.filter((step) => steps.includes(step)))
      expect(steps).toContain('fetch')
    })

    test('the listing shows name, texts, logo and screenshot of the page', async () => {
      await page.getByTestId('submission-listing').click()
      await page.getByTestId('tool-page').waitFor()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(invention.name)
      const tool = await api.tool(slug, 'en')
      expect(tool.sourceLanguage).toBe('en')
      expect(tool.pricing).toBe('free')
      expect(await page.getByTestId('tool-tagline').textContent()).toContain('garden cinema')
      const screenshot = page.getByTestId('tool-screenshot')
      await expect
        .poll(() => screenshot.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(600)
      expect(tool.logo).not.toBeNull()
      const logo = await fetch(new URL(tool.logo?.url ?? '', stack.api))
      expect(logo.status).toBe(200)
      expect(logo.headers.get('content-type')).toMatch(/^image\//)
    })

    test('a link to it shows its own picture, in a format that every network takes', async () => {
      const card = await page.locator('meta[property="og:image"]').getAttribute('content')
      const answer = await fetch(card ?? '')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('image/jpeg')
    })

    test.each(['es', 'fr'] as const)('in %s it is what Apertium made, and says so', async (lang) => {
      const tool = await translated(slug, lang)
      expect(tool.translation).toMatchObject({ source: 'machine', engine: 'apertium', reviewed: false })
      await page.goto(`/${lang}/tools/${slug}`)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      const text = await textOf(page.getByTestId('tool-page'))
      for (const word of invention.words[lang]) expect(text.toLowerCase()).toContain(word)
      expect(text).not.toContain(invention.description)
      // Apertium's marks of unknown words are for machines.
      expect(`${tool.tagline} ${tool.overview}`).not.toMatch(/[*#@]/)
      const origin = page.getByTestId('text-origin')
      expect(await origin.getAttribute('data-engine')).toBe('apertium')
      expect(await textOf(origin)).toMatch(/Apertium/)
    })

    test('the original stays one press away', async () => {
      await translated(slug, 'es')
      await page.goto(`/es/tools/${slug}`)
      await page.getByTestId('show-original').click()
      await page.getByTestId('show-translation').waitFor()
      expect(await textOf(page.getByTestId('tool-page'))).toContain(invention.description)
    })

    test('submitted again it is the same listing', async () => {
      const again = await api.submit(`${url}?utm_source=friend`)
      expect(again).toMatchObject({ duplicate: true, tool: { slug } })
    })

    test('it can be found by its words in Spanish', async () => {
      const tool = await translated(slug, 'es')
      await page.goto(`/es/tools?q=${encodeURIComponent(tool.tagline.split(' ').slice(0, 4).join(' '))}`)
      await page.locator(`[data-testid=tool-card][data-slug="${slug}"]`).waitFor()
    })

    test('its room carries a message in English to a reader of Spanish', async () => {
      const [ann, bea] = await Promise.all([
        newPerson(browser, stack.site, { language: 'en' }),
        newPerson(browser, stack.site, { language: 'es' }),
      ])
      const { room } = await api.tool(slug, 'en')
      const [english, spanish] = [new RoomPage(ann.page), new RoomPage(bea.page)]
      await Promise.all([english.enter(room?.slug ?? '', 'en'), spanish.enter(room?.slug ?? '', 'es')])
      await english.join('Ann')
      await english.say('The red house has a garden. See https://example.org/a_b?c=1 please.')

      const read = spanish.page.getByTestId('message').last()
      await read.getByTestId('message-engine').waitFor()
      expect(await read.getByTestId('message-engine').getAttribute('data-engine')).toBe('apertium')
      const text = await textOf(read.getByTestId('message-text'))
      expect(text).toContain('La casa roja tiene un jardín.')
      expect(text).toContain('https://example.org/a_b?c=1')
      await read.getByTestId('toggle-original').click()
      expect(await textOf(read.getByTestId('message-original'))).toContain('The red house has a garden.')

      await spanish.join('Bea')
      await spanish.say('La biblioteca tiene trescientas canciones.')
      const answer = english.messages('library')
      await answer.waitFor()
      expect(await textOf(answer.getByTestId('message-author'))).toBe('Bea')
      expect(await english.page.getByTestId('message').count()).toBe(2)
      await Promise.all([ann.context.close(), bea.context.close()])
    })
  })

  describe.skipIf(!realPages)(`on real pages${realPages ? '' : ' (skipped: there are none here)'}`, () => {
    test.each(['theverge', 'mozilla-1'])('%s becomes a listing in French and Spanish', async (name) => {
      const { page, context } = await newPerson(browser, stack.site)
      const { slug } = await submit(page, `${site.origin}/pages/${name}/`)
      const original = await api.tool(slug, 'en')
      const expected = expectedOf(realPages ?? '', name)
      expect(original.sourceLanguage).toBe('en')
      expect(original.screenshot).not.toBeNull()
      // The name and the first words are those that a careful reader finds in the page.
      const shown = wordsOf(`${original.name} ${original.tagline} ${original.metaTitle}`)
      const stated = wordsOf(`${expected.title}`)
      expect(stated.filter((word) => shown.includes(word)).length).toBeGreaterThan(stated.length / 2)
      for (const lang of ['fr', 'es'] as const) {
        const tool = await translated(slug, lang)
        expect(tool.translation?.engine).toBe('apertium')
        expect(tool.overview).not.toBe(original.overview)
        await page.goto(`/${lang}/tools/${slug}`)
        expect(await page.getByTestId('text-origin').getAttribute('data-engine')).toBe('apertium')
        const common = lang === 'fr' ? ['le', 'la', 'les', 'des', 'une'] : ['el', 'la', 'los', 'una', 'para']
        const words = wordsOf(
          (await textOf(page.getByTestId('tool-overview'))) +
            (await textOf(page.getByTestId('tool-description'))),
        )
        expect(common.filter((word) => words.includes(word)).length).toBeGreaterThan(1)
      }
      await context.close()
    })
  })
})
