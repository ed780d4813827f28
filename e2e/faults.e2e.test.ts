import { randomBytes } from 'node:crypto'
import { waitUntil } from '@parlance/testing'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { killService, servicePid } from './support/processes.ts'
import { servicesOf } from './support/stack.ts'
import { RoomPage } from './support/talk.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)
const instance = stack.instance ?? ''
const foreign = stack.instance ? '' : ' (skipped: this stack is somebody else’s, and is not hurt)'
const fresh = (kind: string) => `${kind}-${randomBytes(4).toString('hex')}`

/** Everything answers that it is well, each service by itself and all of them to the backend. */
const healthy = () =>
  waitUntil('every service is healthy again', async () => {
    const [services, health] = await Promise.all([servicesOf(instance), api.health()])
    const well = services.every(({ state, health: own }) => state === 'running' && own?.status === 'healthy')
    return well && health.status === 'healthy' ? services : undefined
  })

/** Waits until a reader stands at the gate of the site, or lets all through. */
const gate = (name: string, verb: 'reached' | 'open') =>
  fetch(`${site.control}/control/gates/${name}/${verb}`, { method: verb === 'open' ? 'POST' : 'GET' })

const ended = (id: string) =>
  waitUntil(
    'the submission has ended',
    async () => {
      const submission = await api.submission(id)
      return submission.status === 'done' || submission.status === 'failed' ? submission : undefined
    },
    110_000,
  )

describe.skipIf(foreign)(`a service is killed${foreign}`, () => {
  afterEach(healthy)

  test.each(['scraper', 'translation', 'backend'])(
    '%s: it is started again, and health recovers',
    async (service) => {
      const before = (await servicesOf(instance)).find(({ name }) => name === service)?.restarts ?? 0
      const pid = await killService(instance, service)
      const services = await waitUntil(`${service} runs again`, async () => {
        const now = await servicesOf(instance)
        const own = now.find(({ name }) => name === service)
        return own?.state === 'running' && own.health?.status === 'healthy' ? now : undefined
      })
      expect(await servicePid(instance, service)).not.toBe(pid)
      expect(services.find(({ name }) => name === service)?.restarts).toBe(before + 1)
      await healthy()
    },
  )

  test.each(['scraper', 'backend'])(
    '%s, while it reads a page: the submission is finished',
    async (service) => {
      const name = fresh('gate')
      const { id } = await api.submit(`${site.origin}/gated/${name}/`)
      await gate(name, 'reached')
      await killService(instance, service)
      await gate(name, 'open')
      await healthy()
      const submission = await ended(id)
      expect(submission).toMatchObject({ status: 'done' })
      expect(submission.attempts).toBeGreaterThan(1)
      expect((await api.tool(submission.tool?.slug ?? '', 'en')).sourceLanguage).toBe('en')
    },
  )

  test('translation, with a listing on its way: the listing is made, and translated afterwards', async () => {
    const name = fresh('gate')
    const { id } = await api.submit(`${site.origin}/gated/${name}/`)
    await gate(name, 'reached')
    await killService(instance, 'translation')
    await gate(name, 'open')
    const { status, tool } = await ended(id)
    expect(status).toBe('done')
    await healthy()
    const spanish = await waitUntil(
      'the listing reads in Spanish',
      async () => {
        const now = await api.tool(tool?.slug ?? '', 'es')
        return now.languages.overview === 'es' ? now : undefined
      },
      100_000,
    )
    expect(spanish.translation).toMatchObject({ source: 'machine', engine: 'apertium' })
  })
})

describe.skipIf(foreign || noBrowser)(
  `a room while the backend is away${foreign || (noBrowser ?? '')}`,
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(async () => {
      await browser?.close()
      await healthy()
    })

    test('nothing is lost and nothing is doubled', async () => {
      const [ann, bea] = await Promise.all([
        newPerson(browser, stack.site, { language: 'en' }),
        newPerson(browser, stack.site, { language: 'es' }),
      ])
      const [writer, reader] = [new RoomPage(ann.page), new RoomPage(bea.page)]
      await Promise.all([writer.enter('lobby', 'en'), reader.enter('lobby', 'es')])
      await writer.join(fresh('Ann'))
      // No words, so that they read the same in every language.
      const [first, second, third] = [fresh('zqa'), fresh('zqb'), fresh('zqc')]
      await writer.say(`Before ${first}`)
      await reader.messages(first).waitFor()

      await killService(instance, 'backend')
      await writer.page.getByTestId('reconnecting').waitFor()
      await writer.say(`Meanwhile ${second}`)
      await writer.say(`And then ${third}`)

      await Promise.all([writer.live(60_000), reader.live(60_000)])
      for (const text of [first, second, third]) {
        for (const { page } of [writer, reader]) {
          const message = page.locator('[data-testid=message]', { hasText: text })
          await message.waitFor({ timeout: 90_000 })
          expect(await message.count()).toBe(1)
        }
      }
      expect(await writer.page.getByTestId('pending-message').count()).toBe(0)

      const order = async (page: typeof writer.page) =>
        (await page
          .getByTestId('message')
          .evaluateAll((all) => all.map(({ dataset }) => Number(dataset.seq)))) as number[]
      for (const { page } of [writer, reader]) {
        const seqs = await order(page)
        expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
      }
      const { items } = await api.get<{ items: { body: string }[] }>('/api/v1/rooms/lobby/messages?limit=50')
      for (const text of [first, second, third]) {
        expect(items.filter(({ body }) => body.includes(text))).toHaveLength(1)
      }
      expect(items.findIndex(({ body }) => body.includes(second))).toBeLessThan(
        items.findIndex(({ body }) => body.includes(third)),
      )
      await Promise.all([ann.context.close(), bea.context.close()])
    })

    test('a submission that is watched goes on being watched', async () => {
      const { page, context } = await newPerson(browser, stack.site)
      const name = fresh('gate')
      await page.goto('/en/submit')
      await page.getByTestId('submit-url').fill(`${site.origin}/gated/${name}/`)
      await page.getByTestId('submit-button').click()
      await gate(name, 'reached')
      await killService(instance, 'backend')
      await gate(name, 'open')
      const listing = page.getByTestId('submission-listing')
      await listing.waitFor({ timeout: 100_000 })
      await listing.click()
      await page.getByTestId('tool-page').waitFor()
      expect(await textOf(page.getByTestId('tool-overview'))).toContain('garden cinema')
      await context.close()
    })
  },
)
