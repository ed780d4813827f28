import type { User } from '../../api/rest-types.ts'

/** A preview of this site that somebody comes from to be known here, and the page of it that they asked for. */
export interface WayBack {
  readonly preview: string
  readonly to: string
}

/** As the backend takes it, whose answer alone decides where a preview is. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/
const longestPath = 1_000

/** @param values of a page's query, or of a form. undefined: nobody came from a preview */
export function wayBackOf(values: Readonly<Record<string, unknown>>): WayBack | undefined {
  const { preview, to = '/' } = values
  if (typeof preview !== 'string' || !label.test(preview)) return undefined
  const isPath = typeof to === 'string' && to.startsWith('/') && to.length <= longestPath
  return { preview, to: isPath ? to : '/' }
}

/** The door to that preview, on this site: who is signed in is sent on by it. */
export const doorOf = ({ preview, to }: WayBack): string =>
  `/api/v1/auth/preview?${new URLSearchParams({ name: preview, to })}`

/** Where whoever has signed in goes: back to the preview, or to the desk; who has neither stays. @param desk path of the administration */
export function afterSigningIn(
  role: User['role'] | undefined,
  back: WayBack | undefined,
  desk: string,
): string | undefined {
  if (role !== 'editor' && role !== 'admin') return undefined
  return back ? doorOf(back) : desk
}
