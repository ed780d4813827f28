'use client'

import { useMemo } from 'react'
import { useSiteConfig } from '../components/site-config.tsx'
import { type Api, createApi } from './client.ts'

/** Milliseconds that a browser waits for an answer. */
const browserDeadlineMs = 20_000

/** The REST client of a component in the browser. */
export function useApi(): Api {
  const { apiUrl } = useSiteConfig()
  return useMemo(
    () => createApi({ baseUrl: apiUrl, deadlineMs: browserDeadlineMs, credentials: 'include' }),
    [apiUrl],
  )
}
