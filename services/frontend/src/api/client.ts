import type { paths } from '@parlance/contracts/rest'
import createClient, { type Client } from 'openapi-fetch'
import { fetchWithin } from './fetch-within.ts'
import { problemOf, unreachable } from './problem.ts'

/** The REST interface, typed by the backend's OpenAPI document. */
export type Api = Client<paths>

export interface ApiOptions {
  /** Address before `/api/v1`; '' = same origin. */
  readonly baseUrl: string
  /** Milliseconds after which a call is given up. */
  readonly deadlineMs: number
  readonly headers?: Record<string, string>
  /** Send and keep the refresh cookie, also where the backend is another origin. */
  readonly credentials?: RequestCredentials
  /** How requests are made; within the deadline where absent. @throws ApiProblem where nothing answers */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** A REST client; nothing that it answers is kept by a cache of the platform. */
export function createApi({ baseUrl, deadlineMs, headers, credentials, fetch }: ApiOptions): Api {
  return createClient<paths>({
    baseUrl,
    ...(headers && { headers }),
    ...(credentials && { credentials }),
    fetch:
      fetch ??
      ((request) =>
        fetchWithin(request, deadlineMs).catch((error: unknown) => {
          throw unreachable(error)
        })),
  })
}

/**
 * The body of a good answer.
 * @throws ApiProblem for every other
 */
export async function bodyOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await call
  if (data === undefined || data === null || !response.ok) throw problemOf(response.status, error)
  return data
}
