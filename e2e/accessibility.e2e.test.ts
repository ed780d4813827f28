import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seriousFindings } from './support/axe.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { RoomPage } from './support/talk.ts'

const stack = inject('stack')
const site = inject('pages')

const pages = [
  '/en',
  '/fr/tools',
  '/es/tools?q=zzzzqqqq',
  '/pt/tools/descript',
  '/de/submit',
  '/es/submit/several',
  '/nl/rooms',
  '/it/rooms/lobby',
  '/en/sign-in',
  '/en/no-such-page',
]

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`${selector} is not within ${most} presses of Tab`)
}

describe.skipIf(noBrowser)(`for everybody${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  describe.each(['light', 'dark'] as const)('in %s colours nothing serious stands in the way', (theme) => {
    let page: Page
    beforeAll(async () => {
      page = (await newPerson(browser, stack.site, { theme })).page
    })

    test.each(pages)('%s', async (path) => {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      expect(await seriousFindings(page)).toEqual([])
    })

    test('a submission that failed', async () => {
      await page.goto('/en/submit')
      await page.getByTestId('submit-url').fill(`${site.origin}/hostile/missing`)
      await page.getByTestId('submit-button').click()
      await page.getByTestId('submission-failure').waitFor({ timeout: 90_000 })
      expect(await seriousFindings(page)).toEqual([])
    })

    test('a room in which one writes', async () => {
      const room = new RoomPage(page)
      await room.enter('lobby', 'en')
      await room.join('Noor')
      expect(await seriousFindings(page)).toEqual([])
    })
  })

  test('with the keyboard alone: from the home page to an address that is refused', async () => {
    const { page, context } = await newPerson(browser, stack.site)
    await page.goto('/en', { waitUntil: 'networkidle' })
    await page.keyboard.press('Tab')
    // The first stop of every page leads past what stands over all of them.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content')
    await tabTo(page, '[data-testid=nav-submit]')
    await page.keyboard.press('Enter')
    await page.getByTestId('submit-url').waitFor()
    await tabTo(page, '[data-testid=submit-url]')
    await page.keyboard.type('http://10.0.0.1/')
    await page.keyboard.press('Enter')
    const failure = page.getByTestId('submission-failure')
    await failure.waitFor({ timeout: 90_000 })
    expect(await failure.getAttribute('role')).toBe('alert')
    await tabTo(page, '[data-testid=submit-again]')
    await page.keyboard.press('Enter')
    await page.getByTestId('submit-url').waitFor()
    await context.close()
  })

  test('with the keyboard alone: a name, a message, its correction', async () => {
    const { page, context } = await newPerson(browser, stack.site)
    const room = new RoomPage(page)
    await room.enter('lobby', 'en')
    await tabTo(page, '[data-testid=join-name]', 200)
    await page.keyboard.type('Kim')
    await page.keyboard.press('Enter')
    await page.getByTestId('composer-input').waitFor()
    await tabTo(page, '[data-testid=composer-input]', 200)
    await page.keyboard.type('First line')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('second lime')
    await page.keyboard.press('Enter')
    const own = page.locator('[data-testid=message][data-mine]').last()
    await own.waitFor()
    expect(await textOf(own.getByTestId('message-text'))).toContain('First line\nsecond lime')
    await page.keyboard.press('ArrowUp')
    await page.getByTestId('edit-form').waitFor()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('One line')
    await page.keyboard.press('Enter')
    await own.getByText('One line').waitFor()
    await context.close()
  })

  test('the focus is always seen', async () => {
    const { page, context } = await newPerson(browser, stack.site)
    await page.goto('/en/tools')
    const unseen: string[] = []
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab')
      const plain = await page.evaluate(() => {
        const focused = document.activeElement
        if (!(focused instanceof HTMLElement) || focused === document.body) return undefined
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused)
        const seen = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
        return seen ? undefined : focused.outerHTML.slice(0, 120)
      })
      if (plain) unseen.push(plain)
    }
    expect(unseen).toEqual([])
    await context.close()
  })
})
