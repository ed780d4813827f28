import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestService } from '../support/service.ts'
import { file, html, productPage, status, Web } from '../support/web.ts'

let web: Web
let service: TestService

const laughs = Array.from({ length: 12 }, (_, level) => {
  const inner = level === 0 ? '<circle r="1"/>' : `<use href="#l${level - 1}"/>`.repeat(10)
  return `<g id="l${level}">${inner}</g>`
}).join('')

/** Icons that should not be shown, or not survive being looked at. */
const badIcons: Readonly<Record<string, Uint8Array | string>> = {
  'no image': 'hello',
  empty: '',
  'cut off': '',
  'pixel bomb': '',
  'billion laughs': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs>${laughs}</defs><use href="#l11"/></svg>`,
  'svg without size': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  'svg of enormous size':
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1000000"><rect width="9" height="9"/></svg>',
  'entity bomb': `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from('bcdefghij', (name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>`,
}

const sentence = 'The saw cuts sound into pieces and glues them together again, in the browser.'
const endless: Readonly<Record<string, string>> = {
  'nested elements': '<div>'.repeat(200_000),
  'nested emphasis': '<b><i><p>'.repeat(70_000),
  attributes: `<div ${Array.from({ length: 100_000 }, (_, index) => `a${index}=${index}`).join(' ')}>x`,
  'open tags': '<a>'.repeat(400_000),
  'open tables': '<table>'.repeat(100_000),
  metas: '<meta name="author" content="By Nobody">'.repeat(100_000),
}

beforeAll(async () => {
  const solid = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#ff8800' } })
      .png()
      .toBuffer()
  const icons = {
    ...badIcons,
    'cut off': (await solid(64, 64)).subarray(0, 60),
    'pixel bomb': await solid(12_000, 12_000),
  }
  web = await Web.open({
    '/robots.txt': status(404),
    '/card': file(await solid(12_000, 6_300), 'image/png'),
    '/leaking-icon': file(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64"><rect width="64" height="64" fill="#00ff00"/><image xlink:href="file:///etc/passwd" width="64" height="64"/><image href="/tracked" width="64" height="64"/></svg>`,
      'image/svg+xml',
    ),
    '/leaking': html('<title>Leaking</title><link rel="icon" type="image/svg+xml" href="/leaking-icon">'),
    ...Object.fromEntries(
      Object.entries(endless).map(([name, rest]) => [
        `/endless/${encodeURIComponent(name)}`,
        html(`<title>${name}</title><p>${sentence}</p>${rest}`),
      ]),
    ),
    '/deep': html(`<title>Deep</title>${'<div>'.repeat(100_000)}end`),
    '/wide': html(`<title>Wide</title>${'<p>word <a href=x>link</a></p>'.repeat(300_000)}`),
    '/templates': html(`<title>Templates</title>${'<template>'.repeat(2_000)}`),
    '/json': html(
      `<title>JSON</title><script type="application/ld+json">${'['.repeat(200_000)}${']'.repeat(200_000)}</script><p>Text</p>`,
    ),
    '/huge-card': html('<title>Card</title><meta property="og:image" content="/card">'),
    ...Object.fromEntries(
      Object.entries(icons).flatMap(([name, content], index) => [
        [
          `/page-${index}`,
          html(`<title>${name}</title><link rel="icon" sizes="256x256" href="/icon-${index}">`),
        ],
        [`/icon-${index}`, file(content, 'image/png')],
      ]),
    ),
    '/after': html(productPage),
  })
  service = await TestService.start(web.host, { limits: { readMs: 20_000, paintMs: 8_000 } })
})
afterAll(async () => {
  await service.stop()
  await web.close()
})

describe('a page of more than can be parsed', () => {
  it.each(Object.keys(endless))('is known by its beginning: %s', async (name) => {
    const { result } = await service.scrape(web.url(`/endless/${encodeURIComponent(name)}`))
    expect(result.page).toMatchObject({ title: name, description: sentence })
  })
})

describe('a monstrous page', () => {
  it.each([
    ['/deep', 'Deep'],
    ['/wide', 'Wide'],
    ['/templates', 'Templates'],
    ['/json', 'JSON'],
  ])('%s is read as far as it can be, or refused, and the service goes on', async (path, title) => {
    const outcome = await service.scrape(web.url(path)).then(
      ({ result }) => result.page?.title,
      ({ reason }) => reason,
    )
    expect([title, 'too-large', 'timed-out']).toContain(outcome)
    const { result } = await service.scrape(web.url('/after'))
    expect(result.page?.siteName).toBe('Cutter')
  })
})

describe('a monstrous image', () => {
  it.each(Object.keys(badIcons).map((name, index) => [name, index] as const))(
    '%s as an icon',
    async (name, index) => {
      const { result } = await service.scrape(web.url(`/page-${index}`))
      expect(result.page?.title).toBe(name)
      expect(web.requests).toContain(`GET /icon-${index}`)
    },
  )

  it('of too many pixels is no preview', async () => {
    const { result } = await service.scrape(web.url('/huge-card'))
    expect(result.unavailable.find(({ what }) => what === 'preview')?.code).toBe('too-large')
  })

  it('that is an SVG reads no file and fetches nothing', async () => {
    const { images } = await service.scrape(web.url('/leaking'))
    expect(images[0]?.palette).toEqual(['#00ff00'])
    expect(web.requests).not.toContain('GET /tracked')
  })
})
