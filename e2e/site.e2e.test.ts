import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { newPerson, noBrowser, openBrowser, type Person, textOf } from './support/browser.ts'
import { root } from './support/manage.ts'
import { textsIn } from './support/texts.ts'

const stack = inject('stack')
const seed = join(root, 'services/backend/prisma/seed')
/** How long a page may take for what has no event to wait for. */
const patience = { timeout: 90_000 }
const languages = ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'] as const

interface SeedTool {
  readonly slug: string
  readonly category: string
  readonly translations: Readonly<Record<string, { readonly tagline: string; readonly overview: string }>>
}
const seedTool = (slug: string) =>
  JSON.parse(readFileSync(join(seed, 'tools', `${slug}.json`), 'utf8')) as SeedTool

/** A page as it comes from the server, before any script has run. */
async function served(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(stack.site + path, { headers, redirect: 'manual' })
  return { response, html: await response.text() }
}

/** What the page says without its markup. */
const plain = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<!--.*?-->|<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe('pages come ready from the server', () => {
  test.each(languages)('a tool page in %s: text, language, alternates, structured data', async (lang) => {
    const { response, html } = await served(`/${lang}/tools/descript`)
    expect(response.status).toBe(200)
    expect(html).toContain(`<html lang="${lang}"`)
    const { tagline, overview } = seedTool('descript').translations[lang] ?? { tagline: '?', overview: '?' }
    expect(plain(html)).toContain(tagline)
    expect(plain(html)).toContain(overview)
    for (const other of languages) {
      expect(html).toMatch(
        new RegExp(`<link rel="alternate" hrefLang="${other}" href="[^"]*/${other}/tools/descript"`, 'i'),
      )
    }
    expect(html).toContain('application/ld+json')
    expect(html).toMatch(/<meta property="og:title" content="Descript/)
  })

  test.each([
    ['fr-CH, fr;q=0.9', '/fr'],
    ['pt-BR', '/pt'],
    ['ja', '/en'],
  ])('the address without a language leads a reader of %s to %s', async (wanted, path) => {
    const { response } = await served('/', { 'accept-language': wanted })
    expect([302, 303, 307]).toContain(response.status)
    expect(new URL(response.headers.get('location') ?? '', stack.site).pathname).toBe(path)
  })

  test('a page that is not there is 404, and not for search engines', async () => {
    const { response, html } = await served('/de/tools/no-such-tool')
    expect(response.status).toBe(404)
    expect(html).toContain('<meta name="robots" content="noindex"')
  })

  test('every page says what may run in it', async () => {
    const { response } = await served('/en')
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('the site can be installed: manifest with icons that are there', async () => {
    const { html } = await served('/en')
    const path = /<link rel="manifest" href="([^"]+)"/.exec(html)?.[1]
    const manifest = (await (await fetch(new URL(path ?? '', stack.site))).json()) as {
      start_url: string
      display: string
      icons: { src: string; sizes: string; purpose?: string }[]
    }
    expect(manifest.display).toBe('standalone')
    expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
    for (const { src } of manifest.icons) {
      const icon = await fetch(new URL(src, stack.site))
      expect(icon.status).toBe(200)
      expect(icon.headers.get('content-type')).toMatch(/^image\//)
    }
    expect((await fetch(`${stack.site}/sw.js`)).headers.get('content-type')).toMatch(/javascript/)
  })

  test('robots.txt and the site map name the pages', async () => {
    expect((await served('/robots.txt')).html).toMatch(/Sitemap: .*sitemap\.xml/i)
    const maps = [...(await served('/sitemap.xml')).html.matchAll(/<loc>[^<]*?(\/sitemaps\/[^<]+)<\/loc>/g)]
    const pages = await Promise.all(maps.map(async ([, path = '']) => (await served(path)).html))
    const addresses = pages.flatMap((html) => [...html.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, to]) => to))
    for (const page of ['/en/tools', '/en/tools/descript', '/fr/tools/descript', '/de/rooms/lobby'])
      expect(addresses).toContainEqual(expect.stringMatching(`${page}$`))
  })

  test('the interface is documented at /docs, and the document is OpenAPI', async () => {
    const docs = await fetch(`${stack.api}/docs`)
    expect(docs.status).toBe(200)
    expect(docs.headers.get('content-type')).toMatch(/html/)
    const openApi = (await (await fetch(`${stack.api}/docs/json`)).json()) as {
      openapi: string
      paths: object
    }
    expect(openApi.openapi).toMatch(/^3\./)
    expect(Object.keys(openApi.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/tools',
        '/api/v1/submissions',
        '/api/v1/rooms/{slug}/messages',
        '/health',
      ]),
    )
  })

  test('health of the backend and of the frontend, with every part', async () => {
    const backend = await fetch(`${stack.api}/health`)
    expect(backend.status).toBe(200)
    expect(await backend.json()).toMatchObject({
      status: 'healthy',
      checks: {
        database: { status: 'healthy' },
        translation: { status: 'healthy' },
        scraper: { status: 'healthy' },
      },
    })
    const frontend = await fetch(`${stack.site}/api/health`)
    expect(frontend.status).toBe(200)
    expect(await frontend.json()).toMatchObject({
      status: 'healthy',
      checks: { backend: { status: 'healthy' } },
    })
    expect((await fetch(`${stack.api}/health/live`)).status).toBe(200)
  })

  test('metrics of the backend and of the frontend', async () => {
    for (const origin of [stack.api, stack.site]) {
      const text = await (await fetch(`${origin}/metrics`)).text()
      expect(text).toMatch(/http_request_duration_seconds_bucket\{/)
    }
  })

  test('an error is a problem document with the id of the request', async () => {
    const response = await fetch(`${stack.api}/api/v1/tools/no-such-tool`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/application\/problem\+json/)
    const problem = (await response.json()) as { requestId?: string }
    expect(problem).toMatchObject({ status: 404, code: 'not-found', title: expect.any(String) })
    expect(problem.requestId).toBe(response.headers.get('x-request-id'))
  })
})

describe.skipIf(noBrowser)(`browsing${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let person: Person
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    person = await newPerson(browser, stack.site)
    page = person.page
  })
  afterAll(() => browser?.close())

  test('the home page leads to categories, and a category to its tools', async () => {
    await page.goto('/en')
    const categories = JSON.parse(readFileSync(join(seed, 'categories.json'), 'utf8')) as unknown[]
    expect(await page.getByTestId('category-tile').count()).toBe(categories.length)
    const tile = page.getByTestId('category-tile').first()
    const category = (await tile.getAttribute('href'))?.split('/').at(-1)
    const wanted = readdirSync(join(seed, 'tools'))
      .map((file) => seedTool(file.replace('.json', '')))
      .filter((tool) => tool.category === category)
      .map(({ slug }) => slug)
    await tile.click()
    await page.waitForURL(`**/en/categories/${category}`)
    await page.getByTestId('tool-card').first().waitFor()
    const shown = await page
      .getByTestId('tool-card')
      .evaluateAll((cards) => cards.map((card) => card.dataset.slug))
    expect(shown).toEqual(expect.arrayContaining(wanted))
  })

  test('the whole list can be walked through', async () => {
    await page.goto('/en/tools')
    const cards = page.getByTestId('tool-card')
    await cards.first().waitFor()
    const first = await cards.count()
    await page.getByTestId('load-more').click()
    await expect.poll(() => cards.count(), patience).toBeGreaterThan(first)
    const slugs = await cards.evaluateAll((all) => all.map((card) => card.dataset.slug))
    expect(new Set(slugs).size).toBe(slugs.length)
  })

  test.each([
    ['en', 'podcast cleanup', 'adobe-podcast'],
    ['fr', 'sous-titres', 'happy-scribe'],
    ['en', 'descrpt', 'descript'],
  ])('in %s “%s” finds %s', async (lang, words, slug) => {
    await page.goto(`/${lang}`)
    await page.getByTestId('home-search').fill(words)
    await page.getByTestId('home-search').press('Enter')
    await page.waitForURL(`**/${lang}/tools?q=*`)
    await page.locator(`[data-testid=tool-card][data-slug="${slug}"]`).waitFor()
  })

  test('what is found nowhere is said, with a way out', async () => {
    await page.goto('/es/tools?q=zzzzqqqq')
    await page.getByTestId('tools-empty').waitFor()
  })

  test('a page that is not there says so in the language of its address', async () => {
    await page.goto('/de/tools/no-such-tool')
    await page.getByTestId('not-found').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
  })

  test('a file that is not there is no page in a language of that name', async () => {
    const response = await page.goto('/llms.txt')
    expect(response?.status()).toBe(404)
    await page.locator('html[lang=en]').getByTestId('not-found').waitFor()
  })

  test('a tool opens from the list, and its room from the tool', async () => {
    await page.goto('/fr/tools?q=descript')
    await page.locator('[data-testid=tool-card][data-slug=descript] a').first().click()
    await page.getByTestId('tool-page').waitFor()
    expect(await textOf(page.getByTestId('tool-tagline'))).toBe(seedTool('descript').translations.fr?.tagline)
    await page.getByTestId('tool-room').click()
    await page.locator('[data-testid=room][data-phase=live]').waitFor()
  })

  test('the language changes where one stands, and is remembered', async () => {
    await page.goto('/en/tools/descript')
    await page.getByTestId('language-menu-button').click()
    await page.locator('#language-menu a[lang=pt]').click()
    await page.waitForURL('**/pt/tools/descript')
    expect(await page.locator('html').getAttribute('lang')).toBe('pt')
    expect(await textOf(page.getByTestId('tool-tagline'))).toBe(seedTool('descript').translations.pt?.tagline)
    expect(await textOf(page.locator('header nav a').first())).toBe(textsIn('pt').shell.tools)
    await page.goto('/')
    await page.waitForURL('**/pt')
  })

  test('the colours change at once, and the next page comes in them', async () => {
    await page.goto('/en')
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await background()
    await page.getByTestId('theme-menu-button').click()
    await page.locator('#theme-menu input[value=dark]').check()
    await expect.poll(background, patience).not.toBe(light)
    await page.goto('/en/tools')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.getByTestId('theme-menu-button').click()
    await page.locator('#theme-menu input[value=system]').check()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(background, patience).not.toBe(light)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(background, patience).toBe(light)
  })

  test('on a telephone nothing is wider than the screen', async () => {
    const phone = await newPerson(browser, stack.site, { viewport: { width: 360, height: 740 } })
    for (const path of [
      '/de',
      '/de/tools',
      '/de/tools/descript',
      '/de/submit',
      '/de/rooms',
      '/de/rooms/lobby',
    ]) {
      await phone.page.goto(path)
      const { width, wide } = await phone.page.evaluate(() => ({
        width: document.documentElement.clientWidth,
        wide: document.documentElement.scrollWidth,
      }))
      expect(`${path}: ${wide}`).toBe(`${path}: ${width}`)
    }
    await phone.context.close()
  })

  test('no page raised an error', () => {
    // What the browser itself reports: the page that is not there, and this machine gaining or losing a network (Docker's).
    const outside = [
      'Failed to load resource: the server responded with a status of 404 (Not Found)',
      'Failed to load resource: net::ERR_NETWORK_CHANGED',
    ]
    expect(person.faults.filter((fault) => !outside.includes(fault))).toEqual([])
  })
})
