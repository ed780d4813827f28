'use client'

import { useEffect } from 'react'

/** Registers the worker that shows a page of ours when there is no network. A new version replaces the old one's cache. */
export function ServiceWorker({ version }: { readonly version: string }) {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    navigator.serviceWorker.register(`/sw.js?v=${encodeURIComponent(version)}`).catch(() => {
      // A browser that keeps no workers (private window, blocked storage) loses the offline page and nothing else.
    })
  }, [version])
  return null
}
