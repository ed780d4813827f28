import { statSync } from 'node:fs'
import { waitUntil } from '@parlance/testing'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { seriousFindings } from './support/axe.ts'
import { newPerson, noBrowser, openBrowser, openContext } from './support/browser.ts'
import { makeClip, noFfmpeg } from './support/clip.ts'
import { lookAtMedia, mediaEnds, mediaReaches, scriptSizes } from './support/media.ts'

const stack = inject('stack')
const api = new Api(stack.api)
const { administrator } = stack
const reason =
  noBrowser ?? noFfmpeg ?? (administrator ? undefined : 'nobody here may sign in as the administrator')

/** Seconds of the clip, longer than what is watched of it; its last segment is a fifth of a second. */
const seconds = 12.2
/** What is said in it, a line every four seconds. */
const said = ['The garden is green.', 'The house is red.', 'The water is cold.']
const captions = [
  'WEBVTT',
  ...said.map((line, index) => `00:${two(index * 4)}.000 --> 00:${two(index * 4 + 4)}.000\n${line}`),
].join('\n\n')
/** What an editor writes for the first line in French. */
const corrected = 'Le jardin est tout vert.'

describe.skipIf(reason)(`videos${reason ? ` (skipped: ${reason})` : ''}`, { timeout: 360_000 }, () => {
  const clip = reason ? '' : makeClip(seconds)
  let browser: Browser
  let page: Page
  let network: CDPSession
  /** A listing of the sample catalogue. */
  const slug = 'capcut'

  beforeAll(async () => {
    browser = await openBrowser()
    page = (await newPerson(browser, stack.site)).page
    page.on('dialog', (dialog) => void dialog.accept())
    network = await page.context().newCDPSession(page)
    // The form is shown elsewhere; what it leaves are these cookies.
    const signedIn = await page.request.post(`${stack.api}/api/v1/auth/login`, {
      data: { ...administrator, session: 'cookie' },
    })
    expect(signedIn.ok()).toBe(true)
  }, 240_000)
  afterAll(() => browser?.close())

  test('an upload goes on after the page was loaded anew in the middle of it', async () => {
    await page.goto(`/en/tools/${slug}/videos`)
    await page.getByTestId('video-file-input').waitFor({ state: 'attached' })
    await network.send('Network.enable')
    const slow = {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: statSync(clip).size / 20,
    }
    await network.send('Network.emulateNetworkConditions', slow)
    const sent = page.waitForRequest((request) => request.method() === 'PATCH')
    await page.getByTestId('video-file-input').setInputFiles(clip)
    const address = (await sent).url()
    await page.waitForFunction(
      () => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) >= 30,
    )
    await page.reload()
    const card = page.locator('[data-testid=video-card][data-state=uploading]')
    await card.waitFor()
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    const again = page.waitForRequest((request) => request.method() === 'PATCH')
    await page.getByTestId('video-file-input').setInputFiles(clip)
    const resumed = await again
    expect(resumed.url()).toBe(address)
    expect(Number(resumed.headers()['upload-offset'])).toBeGreaterThan(0)
    await page.getByTestId('upload-progress').waitFor({ state: 'detached' })
    const { items } = await api.get<{ items: unknown[] }>(`/api/v1/tools/${slug}/videos`)
    expect(items.length).toBeLessThanOrEqual(1)
  })

  test('its renditions are made before the reader’s eyes', async () => {
    const card = page.locator('[data-testid=video-card][data-state=ready]')
    await card.waitFor({ timeout: 300_000 })
    const rungs = card.getByTestId('rendition')
    expect(await rungs.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.state))).toEqual(
      (await rungs.all()).map(() => 'done'),
    )
    expect(await rungs.count()).toBeGreaterThanOrEqual(2)
    expect(await seriousFindings(page)).toEqual([])
  })

  test('captions are sent, translated, and corrected beside the video by the keyboard', async () => {
    await page.getByTestId('video-captions').click()
    await page.getByTestId('caption-upload-language').selectOption('en')
    await page
      .getByTestId('caption-file')
      .setInputFiles({ name: 'garden.vtt', mimeType: 'text/vtt', buffer: Buffer.from(captions) })
    await page.getByTestId('caption-send').click()
    const french = page.locator('[data-testid=caption-language][data-language=fr][data-origin=machine]')
    await french.waitFor()
    await french.getByTestId('caption-edit').click()
    const lines = page.locator('[data-testid=caption-editor][data-language=fr] textarea')
    await lines.nth(2).focus()
    await mediaReaches(page, 8)
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    expect(await lines.first().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(corrected)
    await page.keyboard.press('Control+s')
    await page.getByTestId('caption-state').getByText('Saved').waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test.each([
    ['fr', 'light', corrected],
    ['es', 'dark', 'jardín'],
  ] as const)('plays for ten seconds in %s, with captions in it', async (language, theme, words) => {
    const { page: reader, context, faults } = await newPerson(browser, stack.site, { language, theme })
    await reader.goto(`/${language}/tools/${slug}`)
    await reader.getByTestId('tool-videos').scrollIntoViewIfNeeded()
    await reader.getByTestId('player-play').click()
    await mediaReaches(reader, 1)
    const first = await lookAtMedia(reader)
    expect(first.showing).toEqual([language])
    expect(first.cue).toContain(words)
    await mediaReaches(reader, 10.5)
    const last = await lookAtMedia(reader)
    // 25 frames a second, of which a busy machine may leave out half.
    expect(last.frames - first.frames).toBeGreaterThan(100)
    expect(last.cue).not.toBe(first.cue)
    // From the top of the page: a link that has half gone below the header, which stays, is no smaller target for it.
    await reader.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
    expect(await seriousFindings(reader)).toEqual([])
    await mediaEnds(reader)
    expect(Math.abs((await lookAtMedia(reader)).time - seconds)).toBeLessThan(0.05)
    expect(faults).toEqual([])
    await context.close()
  })

  test('the keyboard alone plays, seeks, mutes, chooses captions and speed', async () => {
    const { page: reader, context } = await newPerson(browser, stack.site)
    await reader.goto(`/en/tools/${slug}`)
    await reader.getByTestId('tool-videos').scrollIntoViewIfNeeded()
    await reader.getByTestId('player-seek').focus()
    await reader.keyboard.press('k')
    await mediaReaches(reader, 0.2)
    await reader.keyboard.press('Space')
    const state = () =>
      reader.evaluate(() => {
        const video = document.querySelector('video')
        return { paused: video?.paused, muted: video?.muted, speed: video?.playbackRate }
      })
    await waitUntil('it is paused', async () => (await state()).paused)
    await reader.keyboard.press('ArrowRight')
    await mediaReaches(reader, 5)
    await reader.keyboard.press('m')
    await reader.keyboard.press('>')
    await waitUntil('it is muted', async () => (await state()).muted)
    expect(await state()).toEqual({ paused: true, muted: true, speed: 1.25 })
    await reader.keyboard.press('c')
    await waitUntil('captions are off', async () => (await lookAtMedia(reader)).showing.length === 0)
    await reader.keyboard.press('c')
    await waitUntil('captions are on', async () => (await lookAtMedia(reader)).showing.join() === 'en')
    await context.close()
  })

  test('without JavaScript there are the poster and a link to a file that plays', async () => {
    const context = await openContext(browser, { baseURL: stack.site, javaScriptEnabled: false })
    const plain = await context.newPage()
    await plain.goto(`/en/tools/${slug}`)
    const poster = await plain.getByTestId('video-poster').locator('img').getAttribute('src')
    expect((await fetch(new URL(poster ?? '', stack.api))).headers.get('content-type')).toMatch(/^image\//)
    const file = await plain.getByTestId('video-file').getAttribute('href')
    const part = await fetch(new URL(file ?? '', stack.api), { headers: { range: 'bytes=0-11' } })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp')
    await context.close()
  })

  test('a page with a video costs 60 kB of script more at most, one without loads none of it', async () => {
    const scripts = async (path: string, wait: (reader: Page) => Promise<void>) => {
      const { page: reader, context } = await newPerson(browser, stack.site)
      await reader.goto(path, { waitUntil: 'networkidle' })
      await wait(reader)
      const sizes = await scriptSizes(reader)
      await context.close()
      return sizes
    }
    const without = await scripts('/en/tools/descript', async () => {})
    const withOne = await scripts(`/en/tools/${slug}`, async (reader) => {
      await reader.getByTestId('tool-videos').scrollIntoViewIfNeeded()
      await reader.getByTestId('player').waitFor()
    })
    const more = [...withOne].filter(([name]) => !without.has(name))
    const bytes = more.reduce((sum, [, size]) => sum + size, 0)
    console.log(`scripts of the player: ${bytes} bytes in ${more.length} files`)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(60_000)
    // What the engine cannot be without, under whatever name it was bundled.
    const texts = await Promise.all([...without.keys()].map(async (name) => (await fetch(name)).text()))
    expect(texts.filter((text) => text.includes('ManagedMediaSource'))).toEqual([])
  })

  test('it is deleted when that is confirmed, and is nowhere any more', async () => {
    await page.goto(`/en/tools/${slug}/videos`)
    await page.getByTestId('video-remove').click()
    await page.getByTestId('confirm-yes').click()
    await page.getByTestId('video-card').waitFor({ state: 'detached' })
    expect(await api.get(`/api/v1/tools/${slug}/videos`)).toEqual({ items: [], mayAdd: false })
  })

  test('an address inside is refused in words, by the card of its video', async () => {
    await page.goto(`/en/tools/${slug}/videos`)
    // Reserved for networks of their own (RFC 1918): nothing of the open web.
    await page.getByTestId('video-address').fill('http://10.0.0.1/film.mp4')
    await page.getByTestId('video-fetch').click()
    const card = page.locator('[data-testid=video-card][data-state=failed]')
    await card.waitFor()
    expect(await card.getByRole('heading').textContent()).toBe('film.mp4')
    expect(await card.getByTestId('video-problem').textContent()).toBe(
      '10.0.0.1 is inside a private network. Only public sites can be read.',
    )
    expect(await seriousFindings(page)).toEqual([])
    // Nothing came that could be looked at again.
    expect(await card.getByTestId('video-retry').count()).toBe(0)
    await card.getByTestId('video-remove').click()
    await page.getByTestId('confirm-yes').click()
    await page.getByTestId('video-card').waitFor({ state: 'detached' })
  })
})

function two(value: number): string {
  return String(value).padStart(2, '0')
}
