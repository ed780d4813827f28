import { Problem } from '@parlance/service-kit'
import type { ToolSort } from './catalogue.ts'
import type { Position } from './catalogue-store.ts'

/** Where the next page begins: after a position of an order, or after a number of the best found. */
export type Cursor = { readonly sort: ToolSort } & Position

/** Writes a cursor as the opaque text that readers hand back. */
export function writeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads a cursor of the same order. @throws Problem `invalid` for anything else */
export function readCursor(text: string, sort: ToolSort): Cursor {
  try {
    const [written, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    const numeric = sort === 'popular' || sort === 'relevance'
    const fits = numeric ? Number.isSafeInteger(value) && Number(value) >= 0 : typeof value === 'string'
    const dated = sort !== 'newest' || !Number.isNaN(Date.parse(String(value)))
    const named = sort === 'relevance' ? id === '' : uuid.test(String(id))
    if (written === sort && fits && dated && named) {
      return { sort, value: value as string | number, id: String(id) }
    }
  } catch {
    // Not JSON: answered like any other cursor that is not ours.
  }
  throw new Problem(
    'invalid',
    'The cursor is not one of this list: ask for the first page, without a cursor.',
  )
}
