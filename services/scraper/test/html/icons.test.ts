import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { bestIcons, iconsOf, manifestIcons } from '../../src/html/icons.ts'
import { linkedNodes, linkedRoots } from '../../src/html/json-ld.ts'

const base = 'https://example.org/a/'
const urls = (html: string) => {
  const page = parsePage(html)
  return iconsOf(page, linkedNodes(linkedRoots(page)), base).map(({ url }) =>
    url.replace('https://example.org/', ''),
  )
}

describe('iconsOf', () => {
  it('puts scalable before large before small, and always knows /favicon.ico', () => {
    const html = `<link rel="icon" href="16.png" sizes="16x16"><link rel="shortcut icon" href="x.ico">
      <link rel="apple-touch-icon" href="touch.png"><link rel="icon" type="image/svg+xml" href="i.svg">
      <link rel="icon" sizes="32x32 512x512" href="many.png">`
    expect(urls(html)).toEqual(['a/i.svg', 'a/many.png', 'a/touch.png', 'a/16.png', 'favicon.ico', 'a/x.ico'])
  })

  it("knows an organisation's logo", () => {
    expect(
      urls('<script type="application/ld+json">{"@type":"Organization","logo":{"url":"/logo.png"}}</script>'),
    ).toEqual(['logo.png', 'favicon.ico'])
  })

  it('takes nothing that is not of the web', () => {
    expect(
      urls(
        '<link rel="icon" href="file:///x.png"><link rel="icon" href="javascript:1"><link rel="mask-icon" href="m.svg">',
      ),
    ).toEqual(['favicon.ico'])
  })
})

describe('manifestIcons', () => {
  it('takes those for any purpose, against the address of the manifest', () => {
    const text = JSON.stringify({
      icons: [
        { src: 'a.png', sizes: '192x192' },
        { src: 'b.png', sizes: '512x512', purpose: 'maskable' },
        { src: '/c.svg', sizes: 'any', purpose: 'any maskable' },
        null,
        { sizes: '1x1' },
      ],
    })
    expect(manifestIcons(text, 'https://example.org/m/site.json')).toEqual([
      { url: 'https://example.org/m/a.png', size: 192 },
      { url: 'https://example.org/c.svg', size: Number.POSITIVE_INFINITY },
    ])
  })

  it.each(['', 'null', '[]', '{"icons":5}', 'not json'])('finds none in %j', (text) => {
    expect(manifestIcons(text, base)).toEqual([])
  })
})

it('bestIcons keeps the larger claim for one address', () => {
  const [icon, ...rest] = bestIcons([{ url: 'a', size: 16 }], [{ url: 'a', size: 512 }])
  expect([icon, rest]).toEqual([{ url: 'a', size: 512 }, []])
})
