import { headers } from 'next/headers'
import { cache } from 'react'
import { createApi } from '../../api/client.ts'
import type { User } from '../../api/rest-types.ts'
import { env } from '../../server/env.ts'

/** Milliseconds that a page waits to learn who asks for it. */
const deadlineMs = 2_000

/** Who the browser's cookie belongs to; undefined for nobody, and where it cannot be told. Asked once a page. */
export const whoIsHere = cache(async (): Promise<User | undefined> => {
  const cookie = (await headers()).get('cookie')
  if (!cookie?.includes('parlance_access=')) return undefined
  const api = createApi({ baseUrl: env().backendUrl, deadlineMs, headers: { cookie } })
  const answer = await api.GET('/api/v1/auth/me').catch(() => undefined)
  return answer?.data?.user
})
