import { waitUntil } from '@parlance/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api, type Message } from './support/api.ts'
import { newPerson, noBrowser, openBrowser, openContext, textOf } from './support/browser.ts'
import { RoomPage } from './support/talk.ts'

const stack = inject('stack')
const api = new Api(stack.api)
const { administrator } = stack

const messagesOf = async (room: string) =>
  (await api.get<{ items: Message[] }>(`/api/v1/rooms/${room}/messages?lang=en`)).items

describe.skipIf(noBrowser)(`what one writes in a room${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let browser: Browser
  let room: string

  beforeAll(async () => {
    browser = await openBrowser()
    const { items } = await api.get<{ items: { slug: string }[] }>('/api/v1/rooms?lang=en')
    room = items.at(-1)?.slug ?? ''
    // The development server makes each page when it is first asked for.
    await Promise.all(
      ['/en/tools', '/en/sign-in', `/en/rooms/${room}`].map((path) => fetch(stack.site + path)),
    )
  })
  afterAll(() => browser?.close())

  test('what was typed and not sent is there after a reload, and after other pages', async () => {
    const { page, context } = await newPerson(browser, stack.site)
    const talk = new RoomPage(page)
    await talk.enter(room, 'en')
    await talk.join('Dora')
    await page.getByTestId('composer-input').fill('Half a thought')
    await page.reload()
    await expect
      .poll(() => page.getByTestId('composer-input').inputValue(), { timeout: 60_000 })
      .toBe('Half a thought')
    await page.goto('/en/tools')
    await talk.enter(room, 'en')
    await expect
      .poll(() => page.getByTestId('composer-input').inputValue(), { timeout: 60_000 })
      .toBe('Half a thought')
    await context.close()
  })

  test('what was sent without a network goes out when there is one, on whatever page', async () => {
    const { page, context } = await newPerson(browser, stack.site)
    const talk = new RoomPage(page)
    await talk.enter(room, 'en')
    await talk.join('Otto')
    await context.setOffline(true)
    await talk.say('Written in a tunnel.')
    await page.getByTestId('pending-message').filter({ hasText: 'Written in a tunnel.' }).waitFor()
    await page.close()
    await context.setOffline(false)
    await (await context.newPage()).goto('/en/tools')
    const written = await waitUntil('the message has arrived', async () => {
      const found = (await messagesOf(room)).filter(({ body }) => body === 'Written in a tunnel.')
      return found.length > 0 ? found : undefined
    })
    expect(written).toHaveLength(1)
    expect(written[0]?.author.name).toBe('Otto')
    await context.close()
  })

  // That browsers keep the pages of the production build is measured (bench/frontend-pages.ts): a development server forbids it.
  test('a page that the browser puts by for its back button lets go of its socket, and catches up when it comes back', async () => {
    const [{ page, context }, other] = await Promise.all([
      newPerson(browser, stack.site),
      newPerson(browser, stack.site),
    ])
    const [talk, otherTalk] = [new RoomPage(page), new RoomPage(other.page)]
    const opened = page.waitForEvent('websocket', (socket) => socket.url().endsWith('/ws'))
    await Promise.all([talk.enter(room, 'en'), otherTalk.enter(room, 'en')])
    const first = await opened
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await expect.poll(() => first.isClosed(), { timeout: 60_000 }).toBe(true)

    await otherTalk.join('Carl')
    await otherTalk.say('While you were away')
    await otherTalk.messages('While you were away').waitFor()
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await talk.messages('While you were away').waitFor()
    await talk.live()
    await talk.join('Bea')
    await talk.say('Here again')
    await otherTalk.messages('Here again').waitFor()
    await Promise.all([context.close(), other.context.close()])
  })

  test('who has a name is asked for none, however long what they write with takes to come', async () => {
    const first = await newPerson(browser, stack.site)
    const talk = new RoomPage(first.page)
    await talk.enter(room, 'en')
    await talk.join('Nora')
    const storageState = await first.context.storageState()
    const context = await openContext(browser, { baseURL: stack.site, storageState, serviceWorkers: 'block' })
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await context.route('**/_next/static/**/*.js', async (route) => {
      const response = await route.fetch({ timeout: 90_000 })
      if ((await response.text()).includes('composer-send')) await released
      await route.fulfill({ response })
    })
    const page = await context.newPage()
    const again = new RoomPage(page)
    // The page counts as loaded only once it has what is held back here, where it was asked for before that.
    await page.goto(`/en/rooms/${room}`, { waitUntil: 'domcontentloaded' })
    await again.live()
    await page.getByTestId('join-form').waitFor({ state: 'detached', timeout: 90_000 })
    expect(await page.getByTestId('composer-input').count()).toBe(0)
    release()
    await page.getByTestId('composer-input').waitFor({ timeout: 90_000 })
    await Promise.all([first.context.close(), context.close()])
  })

  test('times and days are those of the reader’s clock, also of what the server has drawn', async () => {
    const timeZone = 'Pacific/Kiritimati'
    const { page, context, faults } = await newPerson(browser, stack.site, { timeZone })
    await page.goto(`/en/rooms/${room}`)
    for (const [id, style] of [
      ['message-time', { timeStyle: 'short' }],
      ['message-day', { dateStyle: 'full' }],
    ] as const) {
      const shown = page.getByTestId(id).first()
      const at = new Date((await shown.getAttribute('datetime')) ?? '')
      const here = new Intl.DateTimeFormat('en', { ...style, timeZone }).format(at)
      await expect.poll(() => textOf(shown), { timeout: 90_000 }).toBe(here)
    }
    expect(faults).toEqual([])
    await context.close()
  })

  test.skipIf(!administrator)(
    `an administrator deletes and mutes where the message is${administrator ? '' : ' (skipped: nobody may sign in here)'}`,
    async () => {
      const [guest, keeper] = await Promise.all([
        newPerson(browser, stack.site),
        newPerson(browser, stack.site),
      ])
      const [loud, order] = [new RoomPage(guest.page), new RoomPage(keeper.page)]
      await keeper.page.goto('/en/sign-in')
      await keeper.page.locator('input[name=email]').fill(administrator?.email ?? '')
      await keeper.page.locator('input[name=password]').fill(administrator?.password ?? '')
      await keeper.page.locator('[data-testid=sign-in-form] button[type=submit]').click()
      // What says that they are signed in is seen for a moment only: who runs the directory is led on.
      await keeper.page.waitForURL('**/en/admin')
      await Promise.all([loud.enter(room, 'en'), order.enter(room, 'en')])
      await loud.join('Loud')
      await loud.say('Buy cheap watches')
      const seen = order.messages('Buy cheap watches')
      await seen.getByTestId('message-delete').click()
      await keeper.page.getByTestId('confirm-yes').click()
      await loud.messages('Buy cheap watches').waitFor({ state: 'detached' })
      await loud.say('And again')
      const again = order.messages('And again')
      await again.getByTestId('message-mute').click()
      await keeper.page.getByTestId('mute-yes').click()
      await keeper.page.getByTestId('muted-now').waitFor()
      // What the muted write does not go out, and they are told why.
      await loud.say('Last chance')
      await guest.page.getByTestId('muted-note').waitFor()
      expect(await textOf(guest.page.getByTestId('pending-message'))).toContain('Last chance')
      const bodies = (await messagesOf(room)).map(({ body }) => body)
      expect(bodies).toContain('And again')
      expect(bodies).not.toContain('Buy cheap watches')
      expect(bodies).not.toContain('Last chance')
      await Promise.all([guest.context.close(), keeper.context.close()])
    },
  )
})
