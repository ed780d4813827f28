import { createHmac, randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Api } from './support/api.ts'
import { seriousFindings } from './support/axe.ts'
import { newPerson, noBrowser, openBrowser, textOf } from './support/browser.ts'
import { linkTo } from './support/letters.ts'
import { VirtualDevice } from './support/virtual-device.ts'

const stack = inject('stack')
const api = new Api(stack.api)
const { instance = '' } = stack
const reason = noBrowser ?? (instance ? undefined : 'whose letters are in a log of ours')

/** The code of an authenticator now (RFC 6238, RFC 4226). @param secret in base32 */
function codeOf(secret: string): string {
  const bits = [...secret].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Nothing serious on the page in either colour, each by a load of its own. */
async function looksWell(page: Page, path: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page), `${path} in ${colorScheme}`).toEqual([])
  }
}

const title = `a member’s day${reason ? ` (skipped: ${reason})` : ''}`
// One after the other, as a day goes.
describe.skipIf(reason)(title, { timeout: 360_000 }, () => {
  const name = `Mila ${randomBytes(4).toString('hex')}`
  const email = `${name.replace(' ', '.').toLowerCase()}@example.org`
  let password = 'the first password'
  let browser: Browser
  let page: Page
  let device: VirtualDevice

  const notice = (kind: string) => page.locator(`[data-testid=account-notice][data-kind=${kind}]`)
  const send = () => page.locator('[data-testid=account-form] button[type=submit]').click()
  const signedIn = () => page.getByTestId('signed-in')
  async function signIn(): Promise<void> {
    await page.goto('/en/sign-in')
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.locator('input[name=password]').press('Enter')
  }
  async function signOut(): Promise<void> {
    await page.goto('/en/sign-in')
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in-form').waitFor()
  }

  beforeAll(async () => {
    browser = await openBrowser()
    page = (await newPerson(browser, stack.site)).page
    device = await VirtualDevice.connect(page)
  })
  afterAll(() => browser?.close())

  test('signs up, and is a member once the letter’s link was opened and confirmed', async () => {
    await page.goto('/en/sign-up')
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=name]').fill(name)
    await page.locator('input[name=password]').fill(password)
    await send()
    await notice('sent').waitFor()
    await signIn()
    await page.getByTestId('sign-in-error').waitFor()

    const link = await linkTo(instance, email, 'confirm')
    await looksWell(page, link)
    await send()
    await notice('done').waitFor()
    await signIn()
    expect(await textOf(signedIn())).toContain(name)
    const header = page.getByRole('banner')
    await header.getByRole('link', { name: 'Your account', exact: true }).waitFor()
    expect(await header.getByRole('link', { name: 'Administration', exact: true }).count()).toBe(0)
  })

  test('adds a passkey, and gives it a name', async () => {
    await page.goto('/en/account')
    await page.locator('#passkey-name').fill('Telephone')
    await page.getByTestId('passkey-add').click()
    await page.getByTestId('passkey-added').waitFor()
    const passkey = page.getByTestId('passkey')
    await passkey.filter({ hasText: 'Telephone' }).waitFor()
    expect(await device.passkeys()).toBe(1)

    await passkey.locator('summary').click()
    await passkey.locator('input[name=name]').fill('Old telephone')
    await passkey.getByTestId('passkey-rename').click()
    await page.locator('[data-testid=account-done][data-done=renamed]').waitFor()
    expect(await textOf(page.getByTestId('passkey-name'))).toBe('Old telephone')
    await looksWell(page, '/de/account')
  })

  test('does not get a second one on the same device', async () => {
    await page.goto('/en/account')
    await page.locator('#passkey-name').fill('Once more')
    await page.getByTestId('passkey-add').click()
    await page.locator('[data-testid=passkey-fault][data-fault=known]').waitFor()
    expect(await page.getByTestId('passkey').count()).toBe(1)
  })

  test('signs out, and in again with the passkey alone', async () => {
    await signOut()
    await page.goto('/fr/sign-in')
    await page.getByTestId('passkey-sign-in').click()
    expect(await textOf(signedIn())).toContain(name)
    await page.goto('/en/account')
    expect(await page.getByTestId('session').count()).toBeGreaterThan(0)
  })

  test('loses the telephone: another one has no passkey, and says so', async () => {
    await signOut()
    await device.lose()
    device = await VirtualDevice.connect(page)
    await page.goto('/en/sign-in')
    await page.getByTestId('passkey-sign-in').click()
    await page.getByTestId('sign-in-error').waitFor()
    expect(await signedIn().count()).toBe(0)
  })

  test('chooses another password by letter, signs in with it, and takes the lost passkey away', async () => {
    await page.goto('/en/forgot')
    await page.locator('input[name=email]').fill(email)
    await send()
    await notice('sent').waitFor()
    const link = await linkTo(instance, email, 'reset')
    await looksWell(page, link)
    await page.locator('input[name=password]').fill('the second password')
    await send()
    await notice('done').waitFor()
    await signIn()
    await page.getByTestId('sign-in-error').waitFor()
    password = 'the second password'
    await signIn()
    await signedIn().waitFor()

    await page.goto('/en/account')
    await page.getByTestId('passkey-remove').click()
    await page.locator('[data-testid=account-done][data-done=removed]').waitFor()
    expect(await page.getByTestId('passkey').count()).toBe(0)
  })

  test('adds an authenticator: its code, or a recovery code, is asked for after the password', async () => {
    await page.goto('/en/account')
    await page.getByTestId('factor-go').click()
    const secret = page.getByTestId('factor-secret')
    await secret.waitFor()
    await page.locator('[data-testid=factor-form] svg').waitFor()
    await page.locator('[data-testid=factor-form] input[name=code]').fill(codeOf(await textOf(secret)))
    await page.getByTestId('factor-go').click()
    const codes = page.getByTestId('factor-codes').locator('li')
    await codes.first().waitFor()
    expect(await codes.count()).toBe(10)
    const recovery = await textOf(codes.first())

    await signOut()
    await signIn()
    await page.getByTestId('sign-in-code').waitFor()
    // Without a script the page has come anew, with nothing in it.
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.getByTestId('sign-in-code').fill(recovery)
    await page.getByTestId('sign-in-code').press('Enter')
    await signedIn().waitFor()
  })

  test('makes a token for a program, which reads for them and changes nothing', async () => {
    await page.goto('/en/account')
    await page.locator('#token-name').fill('sync')
    await page.locator('[data-testid=token-form] button[type=submit]').click()
    const token = await textOf(page.getByTestId('token-made'))
    expect((await api.get<{ user: { name: string } }>('/api/v1/auth/me', token)).user.name).toBe(name)
    await expect(api.post('/api/v1/me/tokens', { name: 'more', scope: 'read' }, token)).rejects.toThrow('403')
    await page.goto('/en/account')
    await page.getByTestId('token-revoke').click()
    await page.locator('[data-testid=account-done][data-done=revoked]').waitFor()
    await expect(api.get('/api/v1/auth/me', token)).rejects.toThrow('401')
  })

  test.each(['/fr/sign-up', '/es/forgot', '/it/account', '/pt/invitation?token=none'])(
    '%s: nothing serious in either colour',
    (path) => looksWell(page, path),
  )
})
