import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { Api } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, openContext } from './support/browser.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)

/** Titles as strangers' pages have them, one of each kind that has broken pages. */
const titles = [
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurfsvorlage',
  'A perfectly usual headline about cutting short films for the village school festival',
  'دليل عملي لتسجيل الصوت في المنزل بدون معدات باهظة الثمن',
  'מדריך קצר לעריכת סרטים ביתיים עם שמות ארוכים במיוחד',
  '家庭で撮った映像を字幕付きで公開するための長い長い手引き書その一',
  '🎨🎧🎞🎨🎧🎞🎨🎧🎞🎨🎧🎞🎨🎧🎞🎨🎧🎞🎨🎧🎞🎨🎧🎞',
  'https_example_org_a_very_long_path_without_any_break_at_all_0123456789_0123456789',
]
const widths = [320, 390, 768, 1_366, 2_560]

/** How much wider than its window the page is, and what sticks out. */
function excess(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const outside = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return outside.slice(0, 5).map((element) => `${element.tagName}.${element.className}`)
  })
}

describe.skipIf(noBrowser)(`titles of every kind${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let page: Page
  const slugs: string[] = []

  beforeAll(async () => {
    browser = await openBrowser()
    const submitted = await Promise.all(
      titles.map((title) => api.submit(`${site.origin}/titled/${encodeURIComponent(title)}/`)),
    )
    for (const { id } of submitted) {
      const listed = async () => {
        const { tool } = await api.submission(id)
        if (!tool) throw new Error(`${id} is not listed yet`)
        return tool.slug
      }
      slugs.push(await vi.waitFor(listed, { timeout: 100_000, interval: 250 }))
    }
    page = (await newPerson(browser, stack.site)).page
  })
  afterAll(() => browser?.close())

  test('have each an address of its own that says something', () => {
    expect(new Set(slugs).size).toBe(titles.length)
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9-]{4,}$/)
  })

  test.each([
    [
      'pages that list',
      () => [
        '/de',
        '/de/tools?sort=newest',
        '/de/tools?q=https_example_org_a_very_long_path_without_any_break_at_all_0123456789_0123456789',
        '/de/rooms',
        '/de/submit',
        '/de/sign-in',
      ],
    ],
    ['their own pages', () => slugs.map((slug) => `/de/tools/${slug}`)],
    ['their rooms', () => slugs.map((slug) => `/de/rooms/${slug}`)],
  ] as const)('make nothing wider than its window: %s', async (_where, paths) => {
    for (const path of paths()) {
      await page.goto(path)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        // A window that was just resized is laid out a moment later.
        const where = { message: `${path} at ${width} px`, timeout: 90_000 }
        await expect.poll(() => excess(page), where).toEqual([])
      }
    }
  })

  test('a title that runs from right to left stands apart from what is around it', async () => {
    await page.goto(`/en/tools/${slugs[2]}`)
    const title = page.locator('h1 bdi')
    expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    expect(await page.locator('h1').evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
  })

  test('without scripts the list has its text and its links, and more of it', async () => {
    const context = await openContext(browser, { baseURL: stack.site, javaScriptEnabled: false })
    const reader = await context.newPage()
    await reader.goto('/en/tools')
    const cards = reader.getByTestId('tool-card')
    const first = await cards.count()
    expect(first).toBeGreaterThan(0)
    await reader.getByTestId('load-more').click()
    await expect.poll(() => cards.count(), { timeout: 90_000 }).toBeGreaterThan(first)
    await cards.first().locator('a').click()
    await reader.getByTestId('tool-page').waitFor()
    await context.close()
  })

  test('back from a tool the list is as long as it was, and where it was', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto('/en/tools')
    const cards = page.getByTestId('tool-card')
    const first = await cards.count()
    await page.getByTestId('load-more').click()
    await expect.poll(() => cards.count(), { timeout: 90_000 }).toBeGreaterThan(first)
    const [length, last] = [await cards.count(), cards.last()]
    await last.scrollIntoViewIfNeeded()
    const place = await page.evaluate(() => scrollY)
    await last.locator('a').click()
    await page.getByTestId('tool-page').waitFor()
    await page.goBack()
    await expect.poll(() => cards.count(), { timeout: 90_000 }).toBe(length)
    await expect.poll(() => page.evaluate(() => scrollY), { timeout: 90_000 }).toBeGreaterThan(place - 200)
  })

  test('a tool is added without scripts, and a wrong address is told', async () => {
    const context = await openContext(browser, { baseURL: stack.site, javaScriptEnabled: false })
    const reader = await context.newPage()
    await reader.goto('/en/submit')
    await reader.getByTestId('submit-url').fill('not an address')
    await reader.getByTestId('submit-button').click()
    expect(await reader.getByTestId('submit-error').getAttribute('data-reason')).toBe('invalid-url')
    await reader.getByTestId('submit-url').fill(`${site.origin}/invented/without-scripts/`)
    await reader.getByTestId('submit-button').click()
    await reader.waitForURL(/\?id=/)
    await reader.getByTestId('submission-listing').waitFor({ timeout: 90_000 })
    await context.close()
  })
})
