/**
 * What an editor would not have to mend: the scraper, plain metascraper and defuddle on the same invented pages
 * (packages/testing/src/pages), field by field; how many pages are filed under the category that their author had in mind,
 * with what was taken for what; the confusion table of pages and walls; and the time a page.
 *
 * `--misses` names each field that is not as an editor would have written it.
 */

import { type Found, pageFields, scorePages } from '@parlance/testing/page-score'
import { inventedPages } from '@parlance/testing/pages'
import { wallPages } from '@parlance/testing/wall-pages'
import { Defuddle } from 'defuddle/node'
import { readSeed } from '../services/backend/src/database/seed-files.ts'
import { classifyPage } from '../services/backend/src/features/submissions/classify-page.ts'
import { readPage } from '../services/scraper/src/html/read-page.ts'
import { metascraperFields } from '../services/scraper/test/support/metascraper.ts'

/** Pages filed as their author had in mind, of those that belong to a category of the sample catalogue. */
const leastFiled = 0.85

const pages = inventedPages()
const seed = await readSeed()
const vocabulary = {
  categories: seed.categories.map(({ slug, keywords = [] }) => ({ slug, keywords })),
  tags: seed.tags.map(({ slug, keywords = [] }) => ({ slug, keywords })),
}
const filed: { wanted: string; got: string }[] = []
const times: { ours: number[]; metascraper: number[]; defuddle: number[] } = {
  ours: [],
  metascraper: [],
  defuddle: [],
}

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const value = await work()
  into.push(performance.now() - started)
  return value
}

const read = ({ html, url }: { html: string; url: string }) =>
  readPage({
    body: new TextEncoder().encode(html),
    contentType: 'text/html; charset=utf-8',
    contentLanguage: undefined,
    url,
  })

const ours = () =>
  scorePages(pages, async (page): Promise<Found> => {
    const found = await timed(times.ours, () => read(page))
    const { price, siteName: site, publishedTime: date, questions, profiles, sources } = found
    const facts = { ...found, finalUrl: page.url, url: page.url, generatedDescription: '', price: null }
    const { category } = classifyPage({ ...facts, questions, profiles, sources }, vocabulary)
    if (page.expected.category !== '')
      filed.push({ wanted: page.expected.category, got: category ?? 'nothing' })
    return {
      ...found,
      site,
      date,
      price: price ? `${price.amount} ${price.currency} ${price.period}`.trim() : '',
    }
  })
const metascraper = () =>
  scorePages(pages, async ({ html, url }): Promise<Found> => {
    const { title, description, author, publisher, date, lang } = await timed(times.metascraper, () =>
      metascraperFields(html, url),
    )
    return {
      title: title ?? '',
      description: description ?? '',
      author: author ?? '',
      site: publisher ?? '',
      language: lang ?? '',
      date: date ?? '',
    }
  })

const defuddle = () =>
  scorePages(pages, async ({ html, url }): Promise<Found> => {
    const found = await timed(times.defuddle, () => Defuddle(html, url))
    const { title, description, author, site, language, published: date } = found
    return { title, description, author, site, language, date }
  })

// Once to warm all up, then the measured turn.
await metascraper()
await defuddle()
await ours()
times.ours.length = times.metascraper.length = times.defuddle.length = filed.length = 0
const peers = [await metascraper(), await defuddle()]
const own = await ours()

const percent = ({ right, all }: { right: number; all: number }) =>
  all === 0 ? '–' : `${((100 * right) / all).toFixed(1)} %`
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const line = (name: string, ...cells: string[]) =>
  process.stdout.write(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(14)).join('')}\n`)

process.stdout.write(`${pages.length} pages\n`)
line('field', 'metascraper', 'defuddle', 'parlance')
for (const field of pageFields) line(field, ...[...peers, own].map(({ tally }) => percent(tally[field])))
const spent = [times.metascraper, times.defuddle, times.ours]
line('median a page', ...spent.map((ms) => `${median(ms).toFixed(1)} ms`))

const right = filed.filter(({ wanted, got }) => wanted === got).length
process.stdout.write(
  `\nfiled: ${right} of ${filed.length} (${percent({ right, all: filed.length })}, at least ${leastFiled * 100} %)\n`,
)
const confused = new Map<string, number>()
for (const { wanted, got } of filed)
  if (wanted !== got)
    confused.set(`${wanted} taken for ${got}`, (confused.get(`${wanted} taken for ${got}`) ?? 0) + 1)
for (const [what, times] of confused) process.stdout.write(`  ${times} × ${what}\n`)

/** Every page, walls among them: what it is, and what it was taken for. */
const told = new Map<string, Map<string, number>>()
for (const { kind, html } of [...wallPages(), ...pages.map(({ html }) => ({ kind: 'page', html }))]) {
  const found = (await read({ html, url: 'https://a.example/x' })).wall?.kind ?? 'page'
  const row = told.get(kind) ?? new Map<string, number>()
  told.set(kind, row.set(found, (row.get(found) ?? 0) + 1))
}
process.stdout.write('\nwhat is a page and what is a wall, by row, and what each was taken for\n')
const kinds = [...told.keys()]
line('', ...kinds.map((kind) => kind.slice(0, 13)))
for (const [kind, row] of told)
  line(kind.slice(0, 15), ...kinds.map((other) => String(row.get(other) ?? '·')))
if (process.argv.includes('--misses')) process.stdout.write(`\n${own.misses.join('\n')}\n`)
process.exitCode = right / filed.length >= leastFiled ? 0 : 1
