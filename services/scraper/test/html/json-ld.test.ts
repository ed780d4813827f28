import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { isOfType, linkedNodes, linkedRoots, textOf } from '../../src/html/json-ld.ts'

const data = (...scripts: string[]) =>
  linkedNodes(
    linkedRoots(
      parsePage(scripts.map((text) => `<script type="application/LD+JSON">${text}</script>`).join('')),
    ),
  )

describe('linkedNodes', () => {
  it('finds every node, outermost first', () => {
    const nodes = data(
      '{"@graph":[{"@type":"WebSite","publisher":{"@type":"Organization"}}]}',
      '[{"@type":"Offer"}]',
    )
    expect(nodes.map((node) => node['@type'])).toEqual([undefined, 'Offer', 'WebSite', 'Organization'])
  })

  it('passes over what is broken, and reads the rest', () => {
    expect(data('<p>"a"</p>', '{"b":1}', '', 'null', '5')).toEqual([{ b: 1 }])
  })

  it('mends what templates break: line breaks in strings, commas too many, comments', () => {
    expect(data('{"a":"one\ntwo",}', '{"b":1, /* of two */ "c":[2,],}')).toEqual([
      { a: 'one\ntwo' },
      { b: 1, c: [2] },
    ])
  })

  it('mends no broken script beyond a length', () => {
    expect(data(`{"a":"${'x'.repeat(100_000)}",}`)).toEqual([])
  })

  it('reads what stands in a comment or CDATA', () => {
    expect(data('<![CDATA[{"a":1}]]>', '<!-- {"b":1} -->')).toEqual([{ a: 1 }, { b: 1 }])
  })

  it('stops at so many nodes', () => {
    expect(data(`[${'{},'.repeat(5_000)}{}]`).length).toBeLessThanOrEqual(2_000)
  })
})

it('isOfType knows types by name and by address, one or several', () => {
  expect(isOfType({ '@type': 'https://schema.org/Offer' }, 'Offer')).toBe(true)
  expect(isOfType({ '@type': ['Thing', 'Offer'] }, 'Offer', 'Product')).toBe(true)
  expect(isOfType({ '@type': 5 }, 'Offer')).toBe(false)
  expect(isOfType({}, 'Offer')).toBe(false)
})

it('textOf takes what can be said in words', () => {
  expect(
    [' a ', 5, ['b', 'c'], { name: 'd' }, { url: 'e' }, { name: { '@id': 'f' } }, null, true, []].map(textOf),
  ).toEqual(['a', '5', 'b', 'd', 'e', 'f', '', '', ''])
})
