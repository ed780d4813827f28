/**
 * How much of what real pages state the scraper finds, beside plain metascraper, in one run on the same pages.
 *
 * The pages and what a careful reader finds in them come from Mozilla Readability's public test suite, so Readability,
 * which the scraper uses first, is at home here; metascraper's rules are its second source, and the pages say what the
 * two make together. `PARLANCE_PAGES_DIR` names the folder.
 */

import { readPage } from '../services/scraper/src/html/read-page.ts'
import { metascraperFields } from '../services/scraper/test/support/metascraper.ts'
import { fieldNames, pagesFolder, savedPages, score } from '../services/scraper/test/support/pages.ts'

const pages = savedPages()
if (pages.length === 0) {
  process.stdout.write(`skipped: no pages in ${pagesFolder}\n`)
  process.exit(0)
}

const site = (name: string) => `https://${name}.example/`

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now()
  const value = await work()
  return { value, ms: performance.now() - started }
}

const plain = () =>
  score(pages, async ({ name, body }) => {
    const { date, publisher, ...rest } = await metascraperFields(new TextDecoder().decode(body), site(name))
    return { ...rest, siteName: publisher, publishedTime: date }
  })
const ours = () =>
  score(pages, async ({ name, body }) => {
    const { language, ...rest } = await readPage({
      body,
      url: site(name),
      contentType: undefined,
      contentLanguage: undefined,
    })
    return { ...rest, lang: language }
  })

// Once to warm both up, then the measured turn.
await plain()
await ours()
const theirs = await timed(plain)
const parlance = await timed(ours)

const cell = (text: string | number, width: number) => String(text).padStart(width)
process.stdout.write(
  `${pages.length} pages\n${'field'.padEnd(14)}${cell('metascraper', 14)}${cell('parlance', 12)}${cell('unstated: theirs', 18)}${cell('ours', 6)}\n`,
)
for (const name of fieldNames) {
  const a = theirs.value.fields[name]
  const b = parlance.value.fields[name]
  process.stdout.write(
    `${name.padEnd(14)}${cell(`${a.right}/${a.stated}`, 14)}${cell(`${b.right}/${b.stated}`, 12)}${cell(a.unstated, 18)}${cell(b.unstated, 6)}\n`,
  )
}
const perPage = (ms: number) => `${(ms / pages.length).toFixed(1)} ms`
process.stdout.write(
  `${'a page'.padEnd(14)}${cell(perPage(theirs.ms), 14)}${cell(perPage(parlance.ms), 12)}\n`,
)
if (process.argv.includes('--misses')) process.stdout.write(`${parlance.value.misses.join('\n')}\n`)
