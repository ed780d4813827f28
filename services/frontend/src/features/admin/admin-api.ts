import { headers } from 'next/headers'
import { cache } from 'react'
import { type Api, createApi } from '../../api/client.ts'
import { env } from '../../server/env.ts'

/** Milliseconds that an editor's page waits for the backend: some of its questions go through every listing. */
const deadlineMs = 10_000

/** The REST client of an administration page or action: asks in the name of who is signed in, and keeps no answer. */
export const adminApi = cache(async (): Promise<Api> => {
  const received = await headers()
  const sent: Record<string, string> = {}
  for (const name of ['cookie', 'user-agent', 'x-forwarded-for', 'x-request-id']) {
    const value = received.get(name)
    if (value) sent[name] = value
  }
  return createApi({ baseUrl: env().backendUrl, deadlineMs, headers: sent })
})
