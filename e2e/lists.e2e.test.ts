import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'

const stack = inject('stack')
const api = new Api(stack.api)

interface List {
  readonly total: number
  readonly items: readonly { readonly slug: string; readonly name: string }[]
}

describe.skipIf(noBrowser)(
  `lists${noBrowser ? ` (skipped: ${noBrowser})` : ''}`,
  { timeout: 180_000 },
  () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      browser = await openBrowser()
      page = (await newPerson(browser, stack.site)).page
    })
    afterAll(() => browser?.close())

    test('a facet says how many there are, and leads to so many', async () => {
      await page.goto('/fr/tools?q=musique')
      const facet = page.locator('[data-testid=facet-category][data-slug=music]')
      await facet.waitFor()
      const said = Number(/\d+$/.exec(await textOf(page.getByRole('listitem').filter({ has: facet })))?.[0])
      const query = 'lang=fr&q=musique&category=music&limit=50'
      const { total, items } = await api.get<List>(`/api/v1/tools?${query}`)
      expect(said).toBe(total)
      expect(total).toBeGreaterThan(1)
      await facet.click()
      await page.waitForURL(/category=music/)
      await page.getByTestId('tool-card').first().waitFor()
      expect(await page.getByTestId('tool-card').count()).toBe(items.length)
    })

    test('a category has a feed of what is new in it, in the reader’s language, which its page names', async () => {
      await page.goto('/nl/categories/music')
      const path = (await page.getByTestId('feed-link').getAttribute('href')) ?? ''
      const answer = await fetch(new URL(path, stack.site))
      expect(answer.headers.get('content-type')).toContain('application/atom+xml')
      const xml = await answer.text()
      const { items } = await api.get<List>('/api/v1/tools?lang=nl&category=music&sort=newest&limit=50')
      const links = [...xml.matchAll(/<entry>[\s\S]*?<link[^>]*href="([^"]+)"/g)].map(
        ([, link = '']) => new URL(link).pathname,
      )
      expect(links).toEqual(items.map(({ slug }) => `/nl/tools/${slug}`))
      expect(xml).toContain('xml:lang="nl"')
    })

    test('a feed of what is not there is 404', async () => {
      const answer = await fetch(`${stack.site}/en/categories/no-such-thing/feed.atom`)
      expect(answer.status).toBe(404)
    })
  },
)
