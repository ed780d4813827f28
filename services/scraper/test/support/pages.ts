import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a careful reader finds in a page; null where the page states none. */
export interface ExpectedFields {
  readonly title: string | null
  readonly description: string | null
  readonly author: string | null
  readonly siteName: string | null
  readonly lang: string | null
  readonly dir: string | null
  readonly publishedTime: string | null
}

/** A real page, saved as it was. */
export interface SavedPage {
  readonly name: string
  readonly body: Uint8Array
  readonly expected: ExpectedFields
}

/** The fields in the order that tables show them. */
export const fieldNames = [
  'title',
  'description',
  'author',
  'siteName',
  'lang',
  'dir',
  'publishedTime',
] as const

/** Where the pages are: `PARLANCE_PAGES_DIR`, or `shared/pages` beside the repository. */
export const pagesFolder =
  process.env.PARLANCE_PAGES_DIR ?? fileURLToPath(new URL('../../../../../shared/pages/', import.meta.url))

/** The saved pages; empty where the folder is absent. */
export function savedPages(): SavedPage[] {
  if (!existsSync(pagesFolder)) return []
  return readdirSync(pagesFolder)
    .filter((name) => existsSync(join(pagesFolder, name, 'expected.json')))
    .map((name) => ({
      name,
      body: readFileSync(join(pagesFolder, name, 'index.html')),
      expected: JSON.parse(readFileSync(join(pagesFolder, name, 'expected.json'), 'utf8')),
    }))
}

/**
 * Whether what was found is what was expected: case and white space folded; a title also where one contains the other, people
 * also where the byline, which Readability gives whole with its "By" and its date, names them, a language by its primary tag, a time by its day in UTC.
 */
export function matches(field: keyof ExpectedFields, expected: string, found: string): boolean {
  const wanted = fold(expected)
  const got = fold(found)
  if (got === '') return false
  if (field === 'title') return wanted.includes(got) || got.includes(wanted)
  if (field === 'author') return got.split(', ').every((name) => wanted.includes(name))
  if (field === 'lang') return wanted.split(/[-_]/)[0] === got.split(/[-_]/)[0]
  if (field === 'publishedTime') return day(expected) === day(found)
  return wanted === got
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim()
}

function day(text: string): string | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

/** Right answers of how many, and answers where the page states nothing. */
export interface FieldScore {
  right: number
  stated: number
  unstated: number
}

/** Scores one reader over pages, field by field; `misses` names what was not found. */
export async function score(
  pages: readonly SavedPage[],
  read: (page: SavedPage) => Promise<Partial<Record<keyof ExpectedFields, string | undefined>>>,
): Promise<{ fields: Record<keyof ExpectedFields, FieldScore>; misses: string[] }> {
  const fields = Object.fromEntries(
    fieldNames.map((name) => [name, { right: 0, stated: 0, unstated: 0 }]),
  ) as Record<keyof ExpectedFields, FieldScore>
  const misses: string[] = []
  for (const page of pages) {
    const found = await read(page)
    for (const name of fieldNames) {
      const expected = page.expected[name]
      const got = found[name] ?? ''
      const tally = fields[name]
      if (expected === null) {
        if (got !== '') tally.unstated++
        continue
      }
      tally.stated++
      if (matches(name, expected, got)) tally.right++
      else
        misses.push(`${page.name}.${name}: wanted ${JSON.stringify(expected)}, found ${JSON.stringify(got)}`)
    }
  }
  return { fields, misses }
}
