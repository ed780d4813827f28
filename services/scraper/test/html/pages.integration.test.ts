import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'
import { metascraperFields } from '../support/metascraper.ts'
import { fieldNames, pagesFolder, savedPages, score } from '../support/pages.ts'

const pages = savedPages()
const title = pages.length > 0 ? `${pages.length} saved pages` : `saved pages (none in ${pagesFolder})`

describe.skipIf(pages.length === 0)(title, () => {
  it('finds at least 85 of 100 fields as Readability has them, and never fewer than metascraper', async () => {
    const site = (name: string) => `https://${name}.example/`
    const ours = await score(pages, async ({ name, body }) => {
      const { language, ...rest } = await readPage({
        body,
        url: site(name),
        contentType: undefined,
        contentLanguage: undefined,
      })
      return { ...rest, lang: language }
    })
    const theirs = await score(pages, async ({ name, body }) => {
      const { date, publisher, ...rest } = await metascraperFields(new TextDecoder().decode(body), site(name))
      return { ...rest, siteName: publisher, publishedTime: date }
    })
    for (const name of fieldNames) {
      const { right, stated } = ours.fields[name]
      // What is expected there is Readability's own output, which takes other sides where a page contradicts itself.
      expect(right / stated, `${name}\n${ours.misses.join('\n')}`).toBeGreaterThanOrEqual(0.85)
      expect(right, name).toBeGreaterThanOrEqual(theirs.fields[name].right)
    }
  }, 240_000)
})
