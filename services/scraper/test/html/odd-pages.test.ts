import { oddPages } from '@parlance/testing/odd-pages'
import { agrees, type PageField } from '@parlance/testing/page-score'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'

describe(`${oddPages.length} pages that are odd in one way`, () => {
  it.each(oddPages)('$id', async ({ html, url, expected, wall, ...wire }) => {
    const body = wire.body ?? new TextEncoder().encode(html)
    const contentType = wire.contentType ?? 'text/html; charset=utf-8'
    const read = await readPage({ body, contentType, contentLanguage: undefined, url })
    const { price, siteName: site, publishedTime: date } = read
    const found: Partial<Record<PageField, string>> = {
      ...read,
      site,
      date,
      price: price ? `${price.amount} ${price.currency} ${price.period}`.trim() : '',
    }
    const wrong = Object.entries(expected).flatMap(([field, wanted]) =>
      agrees(field as PageField, { ...none, ...expected }, found[field as PageField] ?? '')
        ? []
        : [`${field}: wanted “${wanted}”, found “${found[field as PageField]}”`],
    )
    expect(wrong).toEqual([])
    expect(read.wall?.kind).toBe(wall)
  })
})

const none = {
  title: '',
  name: '',
  description: '',
  author: '',
  site: '',
  language: '',
  date: '',
  pricing: '',
  price: '',
  category: '',
}
