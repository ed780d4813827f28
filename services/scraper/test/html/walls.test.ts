import { describe, expect, test } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'

const wallOf = async (html: string) =>
  (
    await readPage({
      body: Buffer.from(html),
      url: 'https://example.org/a',
      contentType: undefined,
      contentLanguage: undefined,
    })
  ).wall

const prose =
  'The saw cuts sound into pieces and glues them together again, in the browser, without an account. '.repeat(
    12,
  )

describe('a page that is no listing is told, with what gave it away', () => {
  test.each([
    ['error-page', '<title>Oops</title><h1>Seite nicht gefunden</h1><p>Zur Startseite'],
    ['error-page', '<title>500</title><p>Internal Server Error'],
    ['bot-wall', '<title>Security check</title><p>Please complete the captcha to continue.'],
    [
      'login-wall',
      '<title>Sign in – Saw</title><form><input type="password"></form><p>Forgot your password?',
    ],
    [
      'consent-wall',
      '<title>Avant de continuer</title><p>Nous et nos 812 partenaires</p><p>Tout accepter</p>',
    ],
    ['parked-domain', '<title>saw.example</title><p>Questo dominio è in vendita.'],
    ['directory-index', '<title>Index of /files</title><h1>Index of /files</h1><p>Parent Directory'],
    ['placeholder', '<title>Saw</title><h1>En construcción</h1>'],
    ['no-words', '<title>Untitled</title><img src="a.png">'],
  ])('%s: %s', async (kind, html) => {
    const wall = await wallOf(`<!doctype html>${html}`)
    expect(wall?.kind).toBe(kind)
    expect(wall?.evidence.length).toBeGreaterThan(0)
  })
})

describe('a page about such things is none', () => {
  test.each([
    [
      'an article about error 404',
      `<title>What a 404 page should say</title><h1>Page not found, and then?</h1><p>${prose}`,
    ],
    [
      'a tool that stops robots',
      `<title>Captcha – are you human?</title><p>Verify you are human without puzzles. ${prose}`,
    ],
    ['a shop for domains', `<title>Names</title><p>This domain is for sale: sell yours here. ${prose}`],
    ['a picture with a name', '<title>Slow Roads</title><canvas></canvas>'],
  ])('%s', async (_what, html) => expect(await wallOf(`<!doctype html>${html}`)).toBeUndefined())
})
