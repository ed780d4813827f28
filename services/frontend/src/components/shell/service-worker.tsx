'use client'

import { useEffect } from 'react'

/** Milliseconds that a page is left to itself. */
const restMs = 8_000

/** Registers the worker that shows a page of ours when there is no network. A new version replaces the old one's cache. */
export function ServiceWorker({ version }: { readonly version: string }) {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const register = () =>
      navigator.serviceWorker.register(`/sw.js?v=${encodeURIComponent(version)}`).catch(() => {
        // A browser that keeps no workers (private window, blocked storage) loses the offline page and nothing else.
      })
    // It fetches pages of its own: after this one has come to rest, and so not before the reader can use it.
    const timer = setTimeout(register, restMs)
    return () => clearTimeout(timer)
  }, [version])
  return null
}
