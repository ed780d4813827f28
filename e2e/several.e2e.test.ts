import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { newPerson, noBrowser, openBrowser, openContext, textOf } from './support/browser.ts'
import { textsIn } from './support/texts.ts'

const stack = inject('stack')
const site = inject('pages')
/** What nobody can list, so that no listing of this test is left in the directory. */
const text = [`${site.origin}/hostile/missing`, 'ftp://example.org/tool', 'no address'].join('\n')

describe.skipIf(noBrowser)(`several at once${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test.each([true, false])('each ends by itself, with scripts: %s', async (javaScriptEnabled) => {
    const context = await openContext(browser, { baseURL: stack.site, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto('/de/submit')
    await page.getByTestId('submit-several').click()
    await page.getByTestId('several-text').fill(text)
    await page.getByTestId('several-button').click()
    await page.locator('[data-testid=batch][data-ended=true]').waitFor()
    const ends = await page
      .getByTestId('batch-item')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-status')))
    expect(ends).toEqual(['failed', 'refused', 'refused'])
    const { reasons } = textsIn('de').submit
    expect(await textOf(page.getByTestId('batch-item').first())).toContain(reasons['page-not-found']?.title)
    await context.close()
  })

  test('a file of bookmarks is taken; what holds no address is told so', async () => {
    const { page } = await newPerson(browser, stack.site)
    await page.goto('/fr/submit/several')
    await page.getByTestId('several-button').click()
    await page.locator('[data-testid=several-error][data-reason=no-addresses]').waitFor()
    const file = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="${site.origin}/hostile/broken">Broken</A></DL>`
    await page
      .getByTestId('several-file')
      .setInputFiles({ name: 'bookmarks.html', mimeType: 'text/html', buffer: Buffer.from(file) })
    await page.getByTestId('several-button').click()
    await page.locator('[data-testid=batch][data-ended=true]').waitFor()
    expect(await page.getByTestId('batch-item').count()).toBe(1)
  })
})
