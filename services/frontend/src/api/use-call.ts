'use client'

import { useCallback } from 'react'
import { useSiteConfig } from '../components/site-config.tsx'
import type { Api } from './client.ts'

/** An answer as the client gives it. */
type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/** Calls the backend. @returns the body of a good answer @throws ApiProblem for every other, what the network says where it is away */
export type Call = <T>(work: (api: Api) => Answer<T>) => Promise<NonNullable<T>>

/** The REST client of a component that seldom needs it: the client is sent along with the first call. */
export function useCall(): Call {
  const { apiUrl } = useSiteConfig()
  return useCallback(
    async (work) => {
      const [{ browserApi }, { bodyOf }] = await Promise.all([
        import('./browser-api.ts'),
        import('./client.ts'),
      ])
      return bodyOf(work(browserApi(apiUrl)))
    },
    [apiUrl],
  )
}
