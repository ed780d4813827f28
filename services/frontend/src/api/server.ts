import { headers } from 'next/headers'
import { cache } from 'react'
import { env } from '../server/env.ts'
import { type Api, createApi } from './client.ts'

/** Milliseconds that a page waits for the backend. */
const pageDeadlineMs = 5_000

/** The REST client of a page being rendered; carries the request's id on to the backend's log. */
export const serverApi = cache(async (): Promise<Api> => {
  const requestId = (await headers()).get('x-request-id')
  return createApi({
    baseUrl: env().backendUrl,
    deadlineMs: pageDeadlineMs,
    ...(requestId && { headers: { 'x-request-id': requestId } }),
  })
})
