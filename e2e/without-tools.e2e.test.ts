import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { startWithBuiltPages } from './support/built-pages.ts'
import { runManage } from './support/manage.ts'
import { invention } from './support/site/invented-page.ts'
import { type Site, startSite } from './support/site/site.ts'
import type { OwnStack } from './support/stack.ts'
import { RoomPage } from './support/talk.ts'
import { textsIn } from './support/texts.ts'

const foreign = inject('stack').instance ? '' : ' (skipped: the tests were given a stack and start none)'

describe.skipIf(foreign)(`a machine without Apertium and without Chromium${foreign}`, () => {
  let stack: OwnStack
  let site: Site
  let api: Api
  let empty: string
  let environment: Record<string, string>

  beforeAll(async () => {
    empty = mkdtempSync(join(tmpdir(), 'parlance-nothing-'))
    site = await startSite()
    // What is not installed: modes in no folder, a browser at no path.
    environment = {
      SCRAPER_ALLOW_HOSTS: site.allowed,
      PUPPETEER_EXECUTABLE_PATH: join(empty, 'chromium'),
      APERTIUM_MODES_DIR: join(empty, 'modes'),
    }
    // What the pages are built of is the same with and without the tools.
    stack = await startWithBuiltPages(environment, inject('stack').distDir)
    api = new Api(stack.api)
  })
  afterAll(async () => {
    await stack?.close()
    await site?.close()
    rmSync(empty, { recursive: true, force: true })
  })

  test('health says what is missing, and that the rest works', async () => {
    const health = await api.health()
    expect(health.status).toBe('degraded')
    expect(health.checks.database?.status).toBe('healthy')
    expect(health.checks.translation).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/Apertium/i),
    })
    expect(health.checks.scraper).toMatchObject({
      status: 'degraded',
      detail: expect.stringMatching(/Chromium/i),
    })
    const ran = await runManage(['health', '--json', '--engine', 'embedded', '--instance', stack.instance])
    expect(ran.code).toBe(0)
  })

  test('doctor says what is missing and what to do', async () => {
    const ran = await runManage(['doctor', '--json'], { env: { ...environment, PATH: empty } })
    expect(ran.stdout).toMatch(/chromium/i)
    expect(ran.stdout).toMatch(/apertium/i)
  })

  test('a page is listed with what it says, without a screenshot', async () => {
    const { id } = await api.submit(`${site.origin}/invented/plain/`)
    const done = await waitUntil('the submission has ended', async () => {
      const now = await api.submission(id)
      return now.status === 'done' || now.status === 'failed' ? now : undefined
    })
    expect(done.status).toBe('done')
    const tool = await api.tool(done.tool?.slug ?? '', 'es')
    expect(tool).toMatchObject({ screenshot: null, languages: { overview: 'en' } })
    expect(tool.overview).toContain('garden cinema')
    expect(tool.logo).not.toBeNull()
  })

  test('the interface answers with the original, marked', async () => {
    const { translations } = await api.post<{ translations: object[] }>('/api/v1/translate', {
      text: invention.description,
      source: 'en',
      target: 'es',
    })
    expect(translations[0]).toMatchObject({
      translated: invention.description,
      engine: 'none',
      untranslated: true,
    })
  })

  describe.skipIf(noBrowser)(`in the browser${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser?.close())

    test('the page says what this installation lacks', async () => {
      const { page, context } = await newPerson(browser, stack.site)
      const note = page.getByTestId('capability-note')
      // A page does not wait for a busy backend to say what is missing: the next one has it.
      await waitUntil('a page with the note', async () => {
        await page.goto('/fr')
        return (await note.count()) > 0
      })
      const { missing } = textsIn('fr').shell
      expect(await textOf(note)).toContain(missing.translation)
      expect(await textOf(note)).toContain(missing.screenshots)
      await context.close()
    })

    test('a room works: the message comes as it was written, and says so', async () => {
      const [ann, bea] = await Promise.all([newPerson(browser, stack.site), newPerson(browser, stack.site)])
      const [english, spanish] = [new RoomPage(ann.page), new RoomPage(bea.page)]
      await Promise.all([english.enter('lobby', 'en'), spanish.enter('lobby', 'es')])
      await english.join('Ann')
      await english.say('The red house has a garden.')
      const message = spanish.messages('The red house has a garden.')
      await message.waitFor()
      await message.getByText(textsIn('es').room.untranslatable).waitFor()
      await Promise.all([ann.context.close(), bea.context.close()])
    })
  })
})
