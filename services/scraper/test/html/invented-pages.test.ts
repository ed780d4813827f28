import { type PageField, scorePages } from '@parlance/testing/page-score'
import { inventedPages } from '@parlance/testing/pages'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'

const pages = inventedPages()

/** Of a hundred pages, how many an editor need not mend. */
const least: Readonly<Record<PageField, number>> = {
  title: 0.97,
  name: 0.97,
  description: 0.92,
  author: 0.92,
  site: 0.95,
  language: 0.99,
  date: 0.92,
  pricing: 0.92,
  price: 0.92,
}

describe(`${pages.length} invented pages, against what an editor would have written`, () => {
  it('are read well enough in every field, and none is taken for a wall', async () => {
    const walls: string[] = []
    const { tally, misses } = await scorePages(pages, async ({ id, html, url }) => {
      const body = new TextEncoder().encode(html)
      const contentType = 'text/html; charset=utf-8'
      const read = await readPage({ body, contentType, contentLanguage: undefined, url })
      if (read.wall) walls.push(`${id}: ${JSON.stringify(read.wall)}`)
      const { price, siteName: site, publishedTime: date } = read
      return {
        ...read,
        site,
        date,
        price: price ? `${price.amount} ${price.currency} ${price.period}`.trim() : '',
      }
    })
    for (const [field, share] of Object.entries(least)) {
      const { right, all } = tally[field as PageField]
      expect(right / all, `${field}\n${misses.join('\n')}`).toBeGreaterThanOrEqual(share)
    }
    expect(pages.length).toBeGreaterThanOrEqual(120)
    expect(walls).toEqual([])
  })
})
