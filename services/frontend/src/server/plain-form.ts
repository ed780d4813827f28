import { fetchWithin } from '../api/fetch-within.ts'
import { type ApiProblem, problemOf, unreachable } from '../api/problem.ts'
import { env } from './env.ts'

/** Milliseconds that a form waits for the backend. */
const formDeadlineMs = 10_000

/** What the backend answered to a form that a page without scripts sent. */
export type FormAnswer =
  | { readonly body: Record<string, unknown>; readonly cookies: readonly string[] }
  | { readonly problem: ApiProblem }

/**
 * Hands what a plain form says on to the backend, as the browser that sent it: with its address, its origin and its cookies.
 * The backend checks the origin, as it does for scripts.
 *
 * @param json undefined = no body
 */
export async function sendForm(
  received: Request,
  path: string,
  json: unknown,
  { method = 'POST', deadlineMs = formDeadlineMs }: { method?: 'POST' | 'DELETE'; deadlineMs?: number } = {},
): Promise<FormAnswer> {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of [
    'cookie',
    'origin',
    'sec-fetch-site',
    'user-agent',
    'x-forwarded-for',
    'x-request-id',
  ]) {
    const value = received.headers.get(name)
    if (value) headers.set(name, value)
  }
  // Where the site has the same origin as its backend, the backend has to see that it is the same.
  const host = received.headers.get('x-forwarded-host') ?? received.headers.get('host')
  if (host) headers.set('x-forwarded-host', host)
  const request = new Request(`${env().backendUrl}${path}`, {
    method,
    headers,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
  try {
    const response = await fetchWithin(request, deadlineMs)
    const body: unknown = response.status === 204 ? {} : await response.json().catch(() => undefined)
    if (!response.ok) return { problem: problemOf(response.status, body) }
    return { body: body as Record<string, unknown>, cookies: response.headers.getSetCookie() }
  } catch (error) {
    return { problem: unreachable(error) }
  }
}

/** Leads the browser to a page of ours, which it asks for with GET. @param path with its language and query */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
