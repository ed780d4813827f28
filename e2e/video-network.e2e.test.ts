import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { newPerson, noBrowser, openBrowser } from './support/browser.ts'
import { mediaReaches } from './support/media.ts'

const stack = inject('stack')
/** A listing of the sample catalogue with a film of eleven seconds in three segments. */
const film = 'runway'

describe.skipIf(noBrowser)(`a network that fails${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test.each<readonly [string, (route: Route) => unknown]>([
    ['is cut', (route) => route.abort('connectionreset')],
    [
      'is answered by somebody who is too busy',
      (route) => route.fulfill({ status: 503, json: { status: 503 } }),
    ],
    ['is never answered', () => {}],
  ])('a part of a film that %s is asked for again, and it plays on from there', async (_name, fail) => {
    const { page, context } = await newPerson(browser, stack.site)
    let parts = 0
    await page.route(/\.mp4(\?|$)/, (route) => {
      parts++
      // What the renditions are and the first seconds come; in the middle of the film something does not.
      return parts === 3 ? fail(route) : route.continue()
    })
    await page.goto(`/en/tools/${film}`)
    await page.getByTestId('tool-videos').scrollIntoViewIfNeeded()
    await page.getByTestId('player-play').click()
    await mediaReaches(page, 1)
    await mediaReaches(page, 10)
    expect(parts).toBeGreaterThan(3)
    expect(await page.getByTestId('player-fault').count()).toBe(0)
    await context.close()
  })
})
