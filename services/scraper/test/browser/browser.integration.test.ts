import { execFileSync } from 'node:child_process'
import { waitUntil } from '@parlance/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../src/browser/find-browser.ts'
import { TestService } from '../support/service.ts'
import { html, productPage, status, Web } from '../support/web.ts'

const browser = findBrowser(process.env.PUPPETEER_EXECUTABLE_PATH)
const withShot = { skipScreenshot: false }

describe.skipIf(browser.executable === undefined)('the browser', () => {
  let web: Web
  beforeAll(async () => {
    web = await Web.open({
      '/robots.txt': status(404),
      '/': html(productPage),
      '/red': html('<title>Red</title><body style="margin:0;background:#e00000">&nbsp;</body>'),
      '/scripts': html(
        '<title>Many scripts</title><p>Plain words, Ελληνικά, ひらがな, العربية, हिन्दी and ไทย.</p><p hidden>தமிழ்</p><p style="margin-top:3000px">ಕನ್ನಡ</p>'.padEnd(
          400,
        ),
      ),
      '/hangs': html('<title>Hangs</title><p>Text</p><script>while (true) {}</script>'),
      '/script':
        html(`<!doctype html><title></title><body><noscript>Turn on JavaScript.</noscript><div id="app"></div><script>
        document.title = 'Written by script'
        document.documentElement.lang = 'fr'
        document.getElementById('app').innerHTML = '<h1>Montage vidéo</h1><p>' + 'Un atelier de montage pour les petites équipes, dans le navigateur. '.repeat(8) + '</p>'
      </script></body>`),
    })
  })
  afterAll(() => web.close())

  it('takes a picture of the page as it looks', async () => {
    const service = await TestService.start(web.host)
    try {
      const { images, progress } = await service.scrape(web.url('/red'), withShot)
      const shots = images.filter(({ kind }) => kind === 'IMAGE_KIND_SCREENSHOT')
      expect(shots.map(({ mediaType, width, height }) => `${mediaType} ${width}x${height}`)).toEqual([
        'image/webp 1280x800',
        'image/avif 1280x800',
        'image/webp 640x400',
        'image/avif 640x400',
        'image/webp 320x200',
        'image/avif 320x200',
      ])
      const { dominant } = await sharp(shots[0]?.content).stats()
      expect(dominant.r).toBeGreaterThan(200)
      expect(dominant.g).toBeLessThan(40)
      const [card] = images.filter(({ kind }) => kind === 'IMAGE_KIND_PREVIEW')
      expect(card).toMatchObject({ mediaType: 'image/jpeg', width: 1_200, height: 630 })
      expect((await sharp(card?.content).stats()).dominant.r).toBeGreaterThan(200)
      expect(progress.at(-1)?.step).toBe('STEP_SCREENSHOT')
      const { capabilities } = await service.capabilities()
      expect(capabilities.find(({ name }) => name === 'screenshot')?.detail).toMatch(/Chrom/)
    } finally {
      await service.stop()
    }
  })

  it('says which scripts its picture shows as boxes, which are those that fontconfig knows no font for', async () => {
    const languages = { Greek: 'el', Hiragana: 'ja', Arabic: 'ar', Devanagari: 'hi', Thai: 'th' }
    const without = Object.entries(languages).filter(
      ([, language]) => execFileSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' }) === '',
    )
    const service = await TestService.start(web.host)
    try {
      const { result } = await service.scrape(web.url('/scripts'), withShot)
      const told = result.unavailable.find(({ code }) => code === 'no-font')?.detail ?? ''
      const named = Object.keys(languages).filter((script) => told.includes(script))
      expect(named).toEqual(without.map(([script]) => script))
      // Hidden, and below the picture.
      expect(told).not.toMatch(/Tamil|Kannada/)
    } finally {
      await service.stop()
    }
  })

  it('reads what scripts have written where the page itself says little', async () => {
    const service = await TestService.start(web.host)
    try {
      const { result } = await service.scrape(web.url('/script'), withShot)
      expect(result.page?.title).toBe('Written by script')
      expect(result.page?.language).toBe('fr')
      expect(result.page?.text).toContain('Un atelier de montage')
    } finally {
      await service.stop()
    }
  })

  /** What a page says of itself, more than what is laid over it. */
  const own = 'Our workshop cuts films, joins them and gives them titles. '.repeat(10)

  describe('what lies over a page', () => {
    const over = [
      [
        'a banner of a known maker',
        '<div id="CybotCookiebotDialog" style="position:fixed;inset:0;background:#e00000;z-index:9"><button>OK</button></div>',
      ],
      [
        'a banner that nobody has named',
        '<div style="position:fixed;inset:0;background:#e00000;z-index:9">Nous utilisons des cookies. <button>OK</button></div>',
      ],
      [
        'what such a banner lays over the page',
        '<div style="position:fixed;inset:0;background:#e00000;z-index:8"></div><div style="position:fixed;top:0;z-index:9">Cookies? <button>OK</button></div>',
      ],
      [
        'a banner in a shadow',
        `<script>const bar = document.createElement('own-bar')
      bar.style.cssText = 'position:fixed;inset:0;background:#e00000;z-index:9'
      bar.attachShadow({ mode: 'open' }).innerHTML = 'We use cookies. <button>OK</button>'
      document.body.append(bar)</script>`,
      ],
      [
        'a banner in a frame',
        '<iframe title="Consent" srcdoc="<body style=background:#e00000>" style="position:fixed;inset:0;width:100vw;height:100vh;border:0;z-index:9"></iframe>',
      ],
      [
        'a dialog to sign in',
        `${own}<div style="position:fixed;inset:0;background:#e00000;z-index:8"></div>
      <div role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#e00000;z-index:9"><button aria-label="Close">×</button>
      <h2>Melden Sie sich an</h2><input type="email"><button>Anmelden</button></div>`,
      ],
      [
        'a modal dialog to sign up',
        `${own}<style>::backdrop { background: #e00000 }</style><dialog style="width:100vw;height:100vh;background:#e00000">Create your free account
      <button>Continue with Google</button></dialog><script>document.querySelector('dialog').showModal()</script>`,
      ],
      [
        'a prompt of One Tap',
        '<div id="credential_picker_container" style="position:fixed;inset:0;background:#e00000;z-index:9"><iframe srcdoc=""></iframe></div>',
      ],
      [
        'a letter box in a shadow, with what is blurred behind it',
        `<main style="filter:blur(9px)">${own}</main><script>const box = document.createElement('own-box')
      box.style.cssText = 'position:fixed;inset:0;background:#e00000;z-index:9'
      box.attachShadow({ mode: 'open' }).innerHTML = 'Abonnez-vous <input><button>OK</button>'
      document.body.append(box)</script>`,
      ],
      [
        'scripts that write late',
        `<script>document.body.style.background = '#e00000'; document.body.firstChild.remove()
      setTimeout(() => { document.body.style.background = '#00a000'; document.body.append('Now this is written.') }, 900)</script>`,
      ],
    ]
    const kept = [
      [
        'a page that is nothing but its form',
        '<div role="dialog" style="position:fixed;inset:0;background:#00a000">Sign in <input type="password"><button>Log in</button></div>',
      ],
      [
        'bars at its edges with a link to sign in',
        `<header style="position:fixed;top:0;width:100%;height:49vh;background:#00a000">Acme <button>Sign in</button></header>
      <footer style="position:fixed;bottom:0;width:100%;height:49vh;background:#00a000"><button>Subscribe</button></footer>${own}`,
      ],
      [
        'a page in a fixed frame of its own',
        `<div style="position:fixed;inset:0;overflow:auto;background:#00a000"><nav><button>Sign in</button></nav>${own}</div>`,
      ],
      [
        'a dialog that asks nobody to sign in',
        `${own}<div role="dialog" style="position:fixed;inset:0;background:#00a000">Choose a colour: <button>Green</button></div>`,
      ],
    ]
    // A service for them all: the start of one, with its browser, takes longer than a visit.
    let site: Web
    let service: TestService
    beforeAll(async () => {
      const body = (colour: string, rest: string) =>
        html(`<!doctype html><title>Green</title><body style="margin:0;background:${colour}">${rest}`)
      site = await Web.open({
        '/robots.txt': status(404),
        ...Object.fromEntries(
          over.map(([, rest], index) => [`/over-${index}`, body('#00a000', `&nbsp;${rest}`)]),
        ),
        ...Object.fromEntries(kept.map(([, rest = ''], index) => [`/kept-${index}`, body('#e00000', rest)])),
      })
      service = await TestService.start(site.host)
    })
    afterAll(async () => {
      await service.stop()
      await site.close()
    })
    const dominantOf = async (path: string) => {
      const { images } = await service.scrape(site.url(path), withShot)
      const shot = images.find(({ kind }) => kind === 'IMAGE_KIND_SCREENSHOT')
      return (await sharp(shot?.content).stats()).dominant
    }

    it.each(over.map(([what], index) => [what, `/over-${index}`]))(
      'takes the picture of the page and not of %s',
      async (_what, path = '') => {
        const dominant = await dominantOf(path)
        expect(dominant.r).toBeLessThan(60)
        expect(dominant.g).toBeGreaterThan(120)
      },
    )

    it.each(kept.map(([what], index) => [what, `/kept-${index}`]))(
      'leaves %s as it is',
      async (_what, path = '') => {
        expect((await dominantOf(path)).g).toBeGreaterThan(120)
      },
    )
  })

  it('that hangs is killed, and the next one works', async () => {
    const service = await TestService.start(web.host, { limits: { visitMs: 10_000 } })
    try {
      const hung = await service.scrape(web.url('/hangs'), withShot)
      expect(hung.result.page?.title).toBe('Hangs')
      expect(hung.result.unavailable.find(({ what }) => what === 'screenshot')?.code).toBe('timed-out')
      const next = await service.scrape(web.url('/red'), withShot)
      expect(next.images.some(({ kind }) => kind === 'IMAGE_KIND_SCREENSHOT')).toBe(true)
    } finally {
      await service.stop()
    }
  })

  it('that dies in mid visit is replaced', async () => {
    const dying = await Web.open({
      '/robots.txt': status(404),
      '/': html(`${productPage}<img src="/last">`),
      '/last': (_request, response) => {
        for (const pid of service.scraper.tools.screen.pool?.pids ?? []) process.kill(-pid, 'SIGKILL')
        response.end()
        served++
      },
    })
    let served = 0
    const service = await TestService.start(dying.host)
    try {
      const { result } = await service.scrape(dying.url('/'), withShot)
      expect(served).toBe(2)
      expect(result.unavailable.find(({ what }) => what === 'screenshot')?.code).toBe('internal')
      const calm = await TestService.start(web.host)
      const { images } = await calm.scrape(web.url('/red'), withShot)
      expect(images.some(({ kind }) => kind === 'IMAGE_KIND_SCREENSHOT')).toBe(true)
      await calm.stop()
    } finally {
      await service.stop()
      await dying.close()
    }
  })

  it('is replaced after so many visits', async () => {
    const service = await TestService.start(web.host, { browserLife: { maxVisits: 2, maxBytes: 8e9 } })
    const pids = () => service.scraper.tools.screen.pool?.pids ?? []
    try {
      await service.scrape(web.url('/red'), withShot)
      const [first] = pids()
      expect(first).toBeGreaterThan(0)
      await service.scrape(web.url('/red'), withShot)
      expect(pids()).toEqual([])
      await service.scrape(web.url('/red'), withShot)
      expect(pids()).not.toContain(first)
      expect(pids()).toHaveLength(1)
    } finally {
      await service.stop()
    }
  })

  it('ends when nobody needs it, and so do the children', async () => {
    const service = await TestService.start(web.host, { idleMs: 200 })
    const { screen, sources, painter } = service.scraper.tools
    try {
      await service.scrape(web.url('/red'), withShot)
      await waitUntil('the browser has ended', () =>
        [screen.pool?.pids, sources.reader.pids, painter.pids].every((pids) => pids?.length === 0),
      )
    } finally {
      await service.stop()
    }
  })

  it('is replaced when it has grown too large', async () => {
    const service = await TestService.start(web.host, { browserLife: { maxVisits: 50, maxBytes: 1_000_000 } })
    try {
      await service.scrape(web.url('/red'), withShot)
      expect(service.scraper.tools.screen.pool?.pids).toEqual([])
    } finally {
      await service.stop()
    }
  })

  it('ends a page while it grows, and takes the picture of the next one', async () => {
    const grow = '<script>const held = []; for (;;) held.push(new Uint8Array(20e6).fill(1))</script>'
    const greedy = await Web.open({
      '/robots.txt': status(404),
      '/greedy': html(`${productPage}${grow}`),
      '/modest': html(productPage),
    })
    const service = await TestService.start(greedy.host, { browserLife: { pageBytes: 400_000_000 } })
    try {
      const { result } = await service.scrape(greedy.url('/greedy'), withShot)
      expect(result.unavailable.find(({ what }) => what === 'screenshot')?.code).toBe('too-large')
      expect(result.page?.title).not.toBe('')
      const next = await service.scrape(greedy.url('/modest'), withShot)
      expect(next.images.map(({ kind }) => kind)).toContain('IMAGE_KIND_SCREENSHOT')
    } finally {
      await service.stop()
      await greedy.close()
    }
  })

  it('lets go of the page when the caller gives up', async () => {
    const slow = await Web.open({
      '/robots.txt': status(404),
      '/': html(`${productPage}<img src="/never">`),
      '/never': () => {},
    })
    const service = await TestService.start(slow.host)
    try {
      const abort = new AbortController()
      const failure = service.failure(slow.url('/'), { ...withShot, signal: abort.signal })
      await waitUntil('the request', () => slow.requests.includes('GET /never'))
      abort.abort()
      expect((await failure).code).toBe('cancelled')
      await waitUntil('the slot is free', () => service.scraper.slots.running === 0)
    } finally {
      await service.stop()
      await slow.close()
    }
  })
})

describe('a browser that does not start', () => {
  it('is told from none at all', async () => {
    const web = await Web.open({ '/robots.txt': status(404), '/': html(productPage) })
    const service = await TestService.start(web.host, { browserPath: '/bin/false' })
    try {
      const { result } = await service.scrape(web.url('/'), withShot)
      expect(result.unavailable.find(({ what }) => what === 'screenshot')).toEqual({
        what: 'screenshot',
        code: 'no-browser',
        detail: 'Chromium is installed and does not start; the log of the scraper says why.',
      })
      const { capabilities } = await service.capabilities()
      expect(capabilities.find(({ name }) => name === 'screenshot')?.available).toBe(false)
    } finally {
      await service.stop()
      await web.close()
    }
  })
})

describe('without a browser', () => {
  it('metadata still comes, and the screenshot says why not', async () => {
    const web = await Web.open({ '/robots.txt': status(404), '/': html(productPage) })
    const service = await TestService.start(web.host, { browserPath: '/nowhere/chromium' })
    try {
      const { result } = await service.scrape(web.url('/'), withShot)
      expect(result.page?.siteName).toBe('Cutter')
      const missing = result.unavailable.find(({ what }) => what === 'screenshot')
      expect(missing).toMatchObject({ code: 'no-browser' })
      expect(missing?.detail).toContain('PUPPETEER_EXECUTABLE_PATH')
      const { capabilities } = await service.capabilities()
      expect(capabilities.find(({ name }) => name === 'screenshot')?.available).toBe(false)
    } finally {
      await service.stop()
      await web.close()
    }
  })
})
