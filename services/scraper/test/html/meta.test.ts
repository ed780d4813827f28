import { expect, test } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { metaOf } from '../../src/html/meta.ts'

const meta = (html: string) => metaOf(parsePage(html))

test('names stand in any attribute, several in one, in any case, with a point or a colon', () => {
  const read = meta(
    '<meta name="OG:Title" content="a"><meta property="x:y dc.title" content="b"><meta itemprop="datePublished" content="c">',
  )
  expect([read.first('og:title'), read.first('dc:title'), read.first('datepublished')]).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('the first that says something is taken', () => {
  const read = meta(
    '<meta property="og:image" content=" "><meta property="og:image" content="/b"><meta property="og:image" content="/c">',
  )
  expect(read.first('og:image')).toBe('/b')
  expect(read.all('og:image')).toEqual(['/b', '/c'])
  expect(read.first('none', 'og:image')).toBe('/b')
})
