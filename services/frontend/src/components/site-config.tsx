'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** What the server tells the browser at run time. */
export interface SiteConfig {
  /** Where the backend is for a browser; '' = same origin. */
  readonly apiUrl: string
}

const SiteConfigContext = createContext<SiteConfig>({ apiUrl: '' })

/** Hands the run-time settings to the components under it. */
export function SiteConfigProvider({
  value,
  children,
}: {
  readonly value: SiteConfig
  readonly children: ReactNode
}) {
  return <SiteConfigContext value={value}>{children}</SiteConfigContext>
}

/** The run-time settings. */
export function useSiteConfig(): SiteConfig {
  return useContext(SiteConfigContext)
}
