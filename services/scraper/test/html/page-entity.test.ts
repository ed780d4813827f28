import { describe, expect, test } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { pageEntity, peopleOf } from '../../src/html/page-entity.ts'

const url = 'https://example.org/saw'
const entity = (...roots: unknown[]) => pageEntity(roots, url, parsePage('<h1>Saw</h1>'))
const article = { '@type': 'Article', headline: 'Saw' }

describe('the entity of a page', () => {
  test.each<[string, unknown[], string]>([
    ['is in a graph', [{ '@graph': [{ '@type': 'WebSite', name: 'Shop' }, article] }], 'Saw'],
    [
      'is the one at its address',
      [
        { ...article, headline: 'Other', url: 'https://example.org/other' },
        { ...article, headline: 'This', url },
      ],
      'This',
    ],
    [
      'is what the page is mainly about',
      [{ '@type': 'WebPage', name: 'Page', mainEntity: { '@type': 'Product', name: 'Drill' } }],
      'Drill',
    ],
    ['is no comment', [{ '@type': 'Comment', name: 'me too' }], ''],
    [
      'is no crumb',
      [
        { '@type': 'BreadcrumbList', name: 'Home' },
        { '@type': 'WebPage', name: 'Saw' },
      ],
      'Saw',
    ],
    [
      'is not what is part of another',
      [{ '@type': 'VideoObject', name: 'Saw', comment: [{ '@type': 'Article', headline: 'Reply' }] }],
      'Saw',
    ],
  ])('%s', (_what, roots, name) => {
    const { node } = entity(...roots)
    expect(node.headline ?? node.name ?? '').toBe(name)
  })
})

describe('its people', () => {
  const people = (author: unknown, ...more: unknown[]) =>
    peopleOf(entity({ '@graph': [{ ...article, author }, ...more] }))

  test('are followed by their @id', () => {
    const person = { '@type': 'Person', '@id': '#p', name: 'Ines Marek' }
    expect(people({ '@id': '#p' }, person)).toEqual(['Ines Marek'])
    expect(people([{ '@id': '#p' }, { name: 'Tom Oduya' }], person)).toEqual(['Ines Marek', 'Tom Oduya'])
  })

  test('may be plain text, or given and family names', () => {
    expect(people('Ines Marek')).toEqual(['Ines Marek'])
    expect(people({ givenName: 'Ines', familyName: 'Marek' })).toEqual(['Ines Marek'])
    expect(people(undefined)).toEqual([])
  })
})
