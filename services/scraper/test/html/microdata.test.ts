import { expect, it } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { microdataRoots } from '../../src/html/microdata.ts'

const rootsOf = (html: string) => microdataRoots(parsePage(html))

it('reads items of schema.org with what is within them, each property of the item that is next above it', () => {
  expect(
    rootsOf(`<div itemscope itemtype="https://schema.org/Product" itemid="#loom"><h1 itemprop="name">Desk <b>loom</b></h1>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="GBP"><b itemprop="price">349</b></div>
      <img itemprop="image" src="/a.png"><img itemprop="image" src="/b.png"></div>`),
  ).toEqual([
    {
      '@type': ['https://schema.org/Product'],
      '@id': '#loom',
      name: 'Desk loom',
      offers: { '@type': ['https://schema.org/Offer'], priceCurrency: 'GBP', price: '349' },
      image: ['/a.png', '/b.png'],
    },
  ])
})

it('has no roots of items that are properties of something, of other vocabularies, or without a type', () => {
  expect(rootsOf('<p itemscope><i itemprop="name">x</i></p>')).toEqual([])
  expect(rootsOf('<p itemscope itemtype="https://data.example/Thing"><i itemprop="name">x</i></p>')).toEqual(
    [],
  )
  expect(rootsOf('<p itemprop="author" itemscope itemtype="https://schema.org/Person"></p>')).toEqual([])
})

it('stops at so many properties', () => {
  const [root] = rootsOf(
    `<p itemscope itemtype="https://schema.org/Article">${'<i itemprop="x">1</i>'.repeat(5_000)}</p>`,
  )
  expect(new Set([root?.x].flat())).toEqual(new Set(['1']))
  expect([root?.x].flat().length).toBeLessThan(1_000)
})
