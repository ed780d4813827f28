'use client'

import { useMemo } from 'react'
import { useSiteConfig } from '../components/site-config.tsx'
import { browserApi } from './browser-api.ts'
import type { Api } from './client.ts'

/** The REST client of a component in the browser. */
export function useApi(): Api {
  const { apiUrl } = useSiteConfig()
  return useMemo(() => browserApi(apiUrl), [apiUrl])
}
