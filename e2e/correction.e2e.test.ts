import { randomBytes } from 'node:crypto'
import { waitUntil } from '@parlance/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api, type CorrectedListing, type Tool } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)
const { administrator } = stack
const reason = noBrowser ?? (administrator ? undefined : 'nobody here may sign in as the administrator')

/** Submits a page of the same words under a name of its own, and waits until it reads in French. */
async function list(): Promise<string> {
  const name = `Garden ${randomBytes(4).toString('hex')}`
  const { id } = await api.submit(`${site.origin}/invented/${encodeURIComponent(name)}/`)
  return waitUntil(
    `${name} reads in French`,
    async () => {
      const { status, tool } = await api.submission(id)
      return status === 'done' && tool?.slug
    },
    90_000,
  )
}

describe.skipIf(reason)(`a human correction${reason ? ` (skipped: ${reason})` : ''}`, () => {
  /** What an editor of French would write. */
  const corrected = {
    tagline: `Le cinéma du jardin réunit petits et grands (${randomBytes(2).toString('hex')}).`,
    overview: 'Vous choisissez la musique, et le programme monte le film à votre place.',
  }
  let browser: Browser
  let page: Page
  let first: string
  let second: string
  let english: Tool
  let machine: Tool
  let answer: CorrectedListing
  let token: string

  beforeAll(async () => {
    browser = await openBrowser()
    page = (await newPerson(browser, stack.site, { language: 'fr' })).page
    ;[first, second] = await Promise.all([list(), list()])
    ;({ token } = await api.post<{ token: string }>('/api/v1/auth/login', administrator))
    ;[english, machine] = await Promise.all([api.tool(first, 'en'), api.tool(first, 'fr')])
  })
  afterAll(async () => {
    await browser?.close()
    // Other files submit pages with the same sentences, and look at what a machine makes of them.
    for (const text of [english.tagline, english.overview]) {
      const forgotten = new URLSearchParams({ source: 'en', target: 'fr', text })
      await api.delete(`/api/v1/translation-memory/corrections?${forgotten}`, token)
    }
  })

  test('before it the page shows the machine’s words, and that they are a machine’s', async () => {
    expect(machine.translation).toMatchObject({ source: 'machine', engine: 'apertium', reviewed: false })
    await page.goto(`/fr/tools/${first}`)
    expect(await textOf(page.getByTestId('tool-tagline'))).toBe(machine.tagline)
    expect(await page.getByTestId('text-origin').getAttribute('data-engine')).toBe('apertium')
  })

  test('after it the page shows the person’s words, and says that a person wrote them', async () => {
    answer = await api.put(`/api/v1/tools/${first}/translations/fr`, corrected, token)
    expect(answer.corrected).toEqual(['tagline', 'overview'])
    expect(answer.unchanged).toContain('description')
    expect(answer.listings).toBeGreaterThanOrEqual(1)

    await page.goto(`/fr/tools/${first}`)
    expect(await textOf(page.getByTestId('tool-tagline'))).toBe(corrected.tagline)
    expect(await textOf(page.getByTestId('tool-overview'))).toBe(corrected.overview)
    const origin = page.getByTestId('text-origin')
    expect(await origin.getAttribute('data-engine')).toBe('human')
    expect(await textOf(origin)).toContain('Traduit par une personne')
    const tool = await api.tool(first, 'fr')
    expect(tool.translation).toMatchObject({
      source: 'human',
      engine: 'human',
      reviewed: true,
      confidence: 1,
    })
  })

  test('it is found by the person’s words', async () => {
    await page.goto(`/fr/tools?q=${encodeURIComponent('cinéma réunit petits grands')}`)
    await page.locator(`[data-testid=tool-card][data-slug="${first}"]`).waitFor()
  })

  test('the same sentence translated for anybody reads as corrected', async () => {
    const { translations } = await api.post<{ translations: object[] }>('/api/v1/translate', {
      text: english.tagline,
      source: 'en',
      target: 'fr',
    })
    expect(translations).toMatchObject([
      { translated: corrected.tagline, engine: 'human', confidence: 1, remembered: true },
    ])
  })

  test('another listing with the same sentence is made again with it, and stays a machine’s', async () => {
    await waitUntil('the other listing is made again', async () => {
      const tool = await api.tool(second, 'fr')
      return tool.tagline === corrected.tagline
    })
    await page.goto(`/fr/tools/${second}`)
    expect(await textOf(page.getByTestId('tool-tagline'))).toBe(corrected.tagline)
    expect(await page.getByTestId('text-origin').getAttribute('data-engine')).toBe('apertium')
  })

  test('a page submitted afterwards says it so from the start', async () => {
    expect((await api.tool(await list(), 'fr')).tagline).toBe(corrected.tagline)
  })
})
