import { randomBytes } from 'node:crypto'
import { waitUntil } from '@parlance/testing'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { seriousFindings } from './support/axe.ts'
import { newPerson, noBrowser, openBrowser, openContext, textOf } from './support/browser.ts'

const stack = inject('stack')
const site = inject('pages')
const api = new Api(stack.api)
const { administrator } = stack
const reason = noBrowser ?? (administrator ? undefined : 'nobody here may sign in as the administrator')

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string, most = 150): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`${selector} is not within ${most} presses of Tab`)
}

/** Presses a key of the page's own (`accesskey`) as a keyboard does: by the sign it makes, which Playwright leaves out with Alt. */
async function pressOwnKey(page: Page, letter: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const alt = 1
  const key = {
    modifiers: alt,
    key: letter,
    code: `Key${letter.toUpperCase()}`,
    windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
  }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'char', text: letter, unmodifiedText: letter, ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  await session.detach()
}

const title = `an editor’s day${reason ? ` (skipped: ${reason})` : ''}`
// One after the other, as a day goes: each leaves the listing as the next finds it. Each page is made by a development server
// when it is first asked for, which on a busy machine takes most of a minute.
describe.skipIf(reason)(title, { timeout: 360_000 }, () => {
  const name = `Orchard ${randomBytes(4).toString('hex')}`
  let browser: Browser
  let page: Page
  let token: string
  let id: string
  let slug: string
  let submission: string

  const done = (outcome: string) => page.locator(`[data-testid=admin-done][data-done=${outcome}]`).waitFor()
  const statusOf = async (path: string) => (await fetch(stack.api + path, { redirect: 'manual' })).status
  /** Undoes a change of the listing from its history, by the keyboard. */
  const undo = async (action: string) => {
    await page.goto(`/en/admin/audit?subject=${id}`)
    await page
      .locator(`[data-testid=audit][data-action="${action}"]`)
      .first()
      .getByTestId('undo')
      .press('Enter')
    await done('undone')
  }
  const inRow = (testId: string, text: string): Locator => page.getByTestId(testId).filter({ hasText: text })

  beforeAll(async () => {
    browser = await openBrowser()
    ;({ token } = await api.post<{ token: string }>('/api/v1/auth/login', administrator))
    submission = (await api.submit(`${site.origin}/titled/${encodeURIComponent(name)}/`)).id
    await waitUntil(
      `${name} is read`,
      async () => (await api.submission(submission)).status === 'done',
      120_000,
    )
    slug = (await api.submission(submission)).tool?.slug ?? ''
    id = (await api.get<{ id: string }>(`/api/v1/admin/tool-ids/${slug}`, token)).id
    // As if the site had it wait: the setting itself would be every other file's as well.
    await api.post('/api/v1/admin/tools/status', { ids: [id], status: 'pending' }, token)
    page = (await newPerson(browser, stack.site)).page
  })
  afterAll(() => browser?.close())

  test('without signing in there is only the way to do so', async () => {
    await page.goto('/en/admin/queue')
    await page.getByTestId('admin-gate').waitFor()
    expect(await page.getByTestId('queue-item').count()).toBe(0)
  })

  test('signing in leads to the administration', async () => {
    await page.goto('/en/sign-in', { waitUntil: 'networkidle' })
    await page.locator('input[name=email]').fill(administrator?.email ?? '')
    await page.locator('input[name=password]').fill(administrator?.password ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/en/admin')
    await page.getByTestId('summary-pending').waitFor()
  })

  test('administration and account are reached from every page, on a small screen too', async () => {
    const header = page.getByRole('banner')
    const link = (name: string) => header.getByRole('link', { name, exact: true })
    await page.goto('/en/rooms')
    await link('Administration').waitFor()
    expect(await link('Sign in').count()).toBe(0)
    await link('Your account').click()
    await page.waitForURL('**/en/account')
    await page.setViewportSize({ width: 320, height: 700 })
    await page.goto('/fr')
    await header.getByRole('button', { name: 'Menu', exact: true }).click()
    await link('Votre compte').waitFor()
    await link('Administration').click()
    await page.waitForURL('**/fr/admin')
    await page.setViewportSize({ width: 1_280, height: 800 })
  })

  test('the queue has the page with its facts, and publishes it', async () => {
    expect(await statusOf(`/api/v1/tools/${slug}`)).toBe(404)
    await page.goto('/en/admin/queue')
    const item = inRow('queue-item', name)
    await item.waitFor()
    expect(await textOf(item)).toContain('The garden cinema is a program for families.')
    await item.getByTestId('decide-published').press('Enter')
    await done('published')
    expect((await api.tool(slug, 'en')).name).toContain('Orchard')
  })

  test('it is edited from its own page, and a second editor’s older form shows both versions', async () => {
    await page.goto(`/en/tools/${slug}`)
    await page.getByTestId('tool-edit').click()
    await page.getByTestId('facts-form').waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.locator('#facts-name').fill(`${name} (other)`)

    await page.locator('#facts-name').fill(`${name} (mine)`)
    await page.locator('#facts-name').press('Enter')
    await done('saved')
    await other.locator('#facts-name').press('Enter')
    await other.getByTestId('admin-conflict').waitFor()
    expect(await textOf(other.locator('[data-field=name]'))).toContain(`${name} (mine)`)
    expect(await other.locator('#facts-name').inputValue()).toBe(`${name} (other)`)
    await other.close()
  })

  test('it is translated with the keyboard alone', async () => {
    await page.goto(`/en/admin/tools/${id}/translate/nl`)
    await tabTo(page, '#text-tagline')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Een boomgaard vol films.')
    await pressOwnKey(page, 's')
    await done('saved')
    const tool = await api.tool(slug, 'nl')
    expect(tool.tagline).toBe('Een boomgaard vol films.')
    expect(tool.translation).toMatchObject({ source: 'human', reviewed: true })
  })

  test('it is merged into another, whose page its address leads to; undoing brings it back', async () => {
    await page.goto(`/en/admin/tools/${id}`)
    await page.getByTestId('merge-into').fill('pika')
    await page.getByTestId('merge').press('Enter')
    await done('merged')
    await page.goto(`/en/tools/${slug}`)
    expect(new URL(page.url()).pathname).toBe('/en/tools/pika')

    await undo('tool.merged')
    await page.goto(`/en/tools/${slug}`)
    expect(new URL(page.url()).pathname).toBe(`/en/tools/${slug}`)
  })

  test('a host is blocked, whose pages are then refused, and allowed again', async () => {
    const host = `${randomBytes(4).toString('hex')}.example`
    const submit = async () => {
      const body = JSON.stringify({ url: `https://${host}/` })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${stack.api}/api/v1/submissions`, { method: 'POST', headers, body })).status
    }
    await page.goto(`/en/admin/reports?host=${host}#hosts`)
    expect(await page.getByTestId('block-host').inputValue()).toBe(host)
    await page.getByTestId('block').press('Enter')
    await done('blocked')
    expect(await submit()).toBe(403)
    await page.getByRole('row').filter({ hasText: host }).getByRole('button').press('Enter')
    await done('saved')
    expect(await submit()).toBe(202)
  })

  test('somebody is invited, waits in the list of people, and is uninvited: the link holds no more', async () => {
    const email = `${randomBytes(4).toString('hex')}@example.org`
    await page.goto('/en/admin/people')
    await page.locator('[data-testid=invite-form] input[name=email]').fill(email)
    await page.locator('[data-testid=invite-form] button').press('Enter')
    const link = await textOf(page.getByTestId('invite-link'))
    await page.goto('/en/admin/people')
    const invitation = inRow('invitation', email)
    await invitation.getByTestId('invitation-revoke').press('Enter')
    await done('revoked')
    expect(await invitation.count()).toBe(0)
    await page.goto(link)
    await page.locator('input[name=name]').fill('Late')
    await page.locator('input[name=password]').fill('a long password')
    await page.locator('input[name=password]').press('Enter')
    await page.locator('[data-fault=expired]').waitFor()
  })

  test('a file is looked through, its bad line is told and given back, and the rest is imported', async () => {
    const imported = `kite-${randomBytes(4).toString('hex')}`
    const bad = 'Reel,no address,,Winds'
    const table = `name,url,slug,tagline\nKite,https://${imported}.example,${imported},Flies\n${bad}\n`
    await page.goto('/en/admin/import')
    const form = page.getByTestId('import-form')
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: 'kites.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await form.locator('button').click()
    await page.locator('[data-testid=import][data-stage=check][data-status=ended]').waitFor()
    expect(await textOf(page.getByTestId('import-created'))).toMatch(/1$/)
    expect(await textOf(page.getByTestId('import-line'))).toMatch(/^3\s*url/)
    expect(await statusOf(`/api/v1/tools/${imported}`)).toBe(404)
    const failed = await page.getByTestId('import-failed-lines').getAttribute('href')
    const lines = await (await page.request.get(failed ?? '')).text()
    expect(lines).toBe(`name,url,slug,tagline\n${bad}\n`)

    await page.getByTestId('import-run').press('Enter')
    await page.locator('[data-testid=import][data-stage=import][data-status=ended]').waitFor()
    expect(await statusOf(`/api/v1/tools/${imported}`)).toBe(200)
  })

  test('the columns of a file are sent elsewhere by the keyboard alone, and imported so', async () => {
    const imported = `wheel-${randomBytes(4).toString('hex')}`
    const table = `naam,adres,korte tekst\n${imported},https://${imported}.example,Rolt\n`
    await page.goto('/en/admin/import')
    await page
      .locator('[data-testid=import-form] input[type=file]')
      .setInputFiles({ name: 'wheels.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await page.locator('[data-testid=import-form] button').press('Enter')
    // No column is called as an address is: it cannot be read so.
    await page.locator('[data-testid=import][data-stage=check][data-status=failed]').waitFor()
    /** Chooses the field of a column by typing its name into the choice, as the keyboard does. */
    const choose = async (column: string, field: string) => {
      await tabTo(page, `select[aria-label="Field of the column ${column}"]`)
      await page.keyboard.type(field)
    }
    await choose('naam', 'name')
    await tabTo(page, '[data-testid=columns-look]')
    await page.keyboard.press('Enter')
    await page.getByTestId('columns-fault').waitFor()
    expect(await textOf(page.getByTestId('columns-fault'))).toContain('No column goes to url')
    expect(await seriousFindings(page)).toEqual([])
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    // What was chosen before is still chosen.
    await choose('adres', 'url')
    await choose('korte tekst', 'tagline')
    await tabTo(page, '[data-testid=columns-look]')
    await page.keyboard.press('Enter')
    await page.locator('[data-testid=import][data-stage=check][data-status=ended]').waitFor()
    expect(await textOf(page.getByTestId('import-created'))).toMatch(/1$/)
    expect(
      await page
        .getByTestId('import-column')
        .locator('select')
        .evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value)),
    ).toEqual(['name', 'url', 'tagline'])
    await tabTo(page, '[data-testid=import-run]')
    await page.keyboard.press('Enter')
    await page.locator('[data-testid=import][data-stage=import][data-status=ended]').waitFor()
    expect(await statusOf(`/api/v1/tools/${imported}`)).toBe(200)
  })

  test.each(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'])(
    'the history of the day is in words, in %s',
    async (language) => {
      await page.goto(`/${language}/admin/audit`)
      const rows = await page.getByTestId('audit').evaluateAll((found) =>
        found.map((row) => ({
          action: row.getAttribute('data-action') ?? '',
          text: row.textContent ?? '',
        })),
      )
      expect(rows.length).toBeGreaterThan(5)
      expect(rows.filter(({ action, text }) => text.includes(action))).toEqual([])
    },
  )

  test('without scripts a reader’s report reaches the desk and is answered; the listing is hidden, and back', async () => {
    const plain = await openContext(browser, {
      baseURL: stack.site,
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    })
    const quiet = await plain.newPage()
    await quiet.goto(`/fr/report?tool=${slug}`)
    await quiet.locator('input[value=broken]').check()
    await quiet.locator('textarea').fill(`Le lien est mort : ${name}`)
    await quiet.locator('[data-testid=report-form] button').click()
    await quiet.getByTestId('report-sent').waitFor()
    await quiet.goto('/fr/admin/reports')
    const report = quiet.getByTestId('report').filter({ hasText: `Le lien est mort : ${name}` })
    await report.getByTestId('report-resolved').click()
    await quiet.getByTestId('admin-done').waitFor()
    expect(await report.count()).toBe(0)
    await quiet.goto(`/fr/admin/tools?q=${encodeURIComponent(name)}`)
    await quiet.getByTestId('admin-row').locator('input[type=checkbox]').check()
    await quiet.getByTestId('bulk-hidden').click()
    await quiet.locator('[data-testid=admin-done][data-done=hidden]').waitFor()
    await plain.close()
    expect(await statusOf(`/api/v1/tools/${slug}`)).toBe(404)

    await undo('tool.hidden')
    expect(await statusOf(`/api/v1/tools/${slug}`)).toBe(200)
  })

  test.each([
    '',
    '/queue',
    '/tools',
    '/tools/ID',
    '/tools/ID/translate/fr',
    '/languages',
    '/terms/categories',
    '/terms/tags',
    '/reports',
    '/submissions',
    '/jobs',
    '/audit',
    '/changes',
    '/import',
    '/people',
    '/settings',
  ])('/de/admin%s: nothing serious in either colours, nothing wider than a telephone', async (path) => {
    await page.setViewportSize({ width: 1_366, height: 800 })
    // Each colour by a load of its own: a page that changes colours while axe looks has some of both.
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto(`/de/admin${path.replace('ID', id)}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await seriousFindings(page), colorScheme).toEqual([])
    }
    await page.setViewportSize({ width: 390, height: 800 })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider, 'pixels beyond a telephone').toBeLessThanOrEqual(0)
  })
})
