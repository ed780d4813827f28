'use client'

import { type ReactNode, useEffect } from 'react'
import { useSiteConfig } from '../../components/site-config.tsx'
import { buttonClass } from '../../components/ui/button.tsx'

/**
 * Leads to a tool's own website. Tells the backend that the page was opened, and that the link was followed: numbers for
 * "most visited", which no one is kept in. A beacon outlives the page and holds nothing up.
 */
export function VisitLink(props: {
  readonly slug: string
  readonly url: string
  readonly children: ReactNode
}) {
  const { slug, url, children } = props
  const { apiUrl } = useSiteConfig()
  const tool = `${apiUrl}/api/v1/tools/${encodeURIComponent(slug)}`
  useEffect(() => {
    navigator.sendBeacon(`${tool}/views`)
  }, [tool])
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener nofollow"
      data-testid="tool-visit"
      onClick={() => navigator.sendBeacon(`${tool}/clicks`)}
      className={buttonClass({ size: 'md' })}
    >
      {children}
    </a>
  )
}
