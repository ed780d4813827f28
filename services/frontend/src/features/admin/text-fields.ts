import type { AdminListingTexts } from '../../api/rest-types.ts'

/** The texts of a listing in the order of its page; a list is written a line an item. */
export const textFields = [
  { name: 'name', rows: 1, list: false },
  { name: 'tagline', rows: 2, list: false },
  { name: 'overview', rows: 4, list: false },
  { name: 'description', rows: 10, list: false },
  { name: 'keyFeatures', rows: 5, list: true },
  { name: 'useCases', rows: 4, list: true },
  { name: 'metaTitle', rows: 1, list: false },
  { name: 'metaDescription', rows: 2, list: false },
] as const satisfies readonly { name: keyof AdminListingTexts; rows: number; list: boolean }[]

/** A text as a form holds it. */
export function asText(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join('\n')
}

/** The items of a list that was written a line an item. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
