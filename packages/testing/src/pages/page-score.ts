import type { Expected, InventedPage } from './content.ts'

/** The fields in the order that tables show them. */
export const pageFields = [
  'title',
  'name',
  'description',
  'author',
  'site',
  'language',
  'date',
  'pricing',
  'price',
] as const
export type PageField = (typeof pageFields)[number]

/** What a reader made of a page; what it does not know of is left out of its table. */
export type Found = Partial<Readonly<Record<PageField, string>>>

/** Whether a field is what an editor would have written: case, white space and marks of typography do not count. */
export function agrees(field: PageField, expected: Expected, found: string): boolean {
  const wanted = expected[field]
  if (field === 'language') return found.split('-')[0] === wanted
  if (field === 'date') return found.slice(0, 10) === wanted
  // Readers cut descriptions at different lengths.
  if (field === 'description') return bare(found).slice(0, 60) === bare(wanted).slice(0, 60)
  if (field === 'author')
    return (
      bare(
        found
          .split(/, | and /)
          .sort()
          .join(),
      ) === bare(wanted.split(', ').sort().join())
    )
  return bare(found) === bare(wanted)
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Right answers of how many, by field. */
export type Tally = Record<PageField, { right: number; all: number }>

/** Scores a reader over the pages; `misses` names each field that an editor would have to mend. */
export async function scorePages(
  pages: readonly InventedPage[],
  read: (page: InventedPage) => Promise<Found>,
): Promise<{ tally: Tally; misses: string[] }> {
  const tally = Object.fromEntries(pageFields.map((field) => [field, { right: 0, all: 0 }])) as Tally
  const misses: string[] = []
  for (const page of pages) {
    const found = await read(page)
    for (const field of pageFields) {
      const got = found[field]
      if (got === undefined) continue
      tally[field].all++
      if (agrees(field, page.expected, got)) tally[field].right++
      else
        misses.push(
          `${page.id} ${field}: wanted ${JSON.stringify(page.expected[field])}, found ${JSON.stringify(got)}`,
        )
    }
  }
  return { tally, misses }
}
