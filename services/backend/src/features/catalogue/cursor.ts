import { Problem } from '@parlance/service-kit'
import { isStorable } from '../first-breach.ts'
import type { ToolSort } from './catalogue.ts'
import type { Position } from './catalogue-store-port.ts'

/** Where the next page begins: after a position of an order, or after a number of the best found. */
export type Cursor = { readonly sort: ToolSort } & Position

/** Writes a cursor as the opaque text that readers hand back. */
export function writeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

/** PostgreSQL's largest `integer`. */
const maxInteger = 2_147_483_647
/** As `Date.toISOString` writes it, in the years that PostgreSQL's calendar and ours share. */
const instant = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads a cursor of the same order. @throws Problem `invalid` for anything else */
export function readCursor(text: string, sort: ToolSort): Cursor {
  try {
    const [written, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    const fits =
      sort === 'name'
        ? isName(value)
        : sort === 'newest' || sort === 'updated'
          ? isInstant(value)
          : isCount(value)
    const named = sort === 'relevance' ? id === '' : uuid.test(String(id))
    if (written === sort && fits && named) {
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

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxInteger
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !instant.test(value)) return false
  const time = new Date(value)
  return !Number.isNaN(time.getTime()) && time.toISOString() === value
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && isStorable(value)
}
