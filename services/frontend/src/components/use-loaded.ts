'use client'

import { useEffect, useState } from 'react'

/**
 * What `load` brings, once it is wanted; undefined until then. Where there is no network, it is loaded when there is: a part
 * that is sent along only when needed must never take its page down.
 *
 * @param load the same function at each call, such as `() => import('./part.tsx')`
 */
export function useLoaded<T>(load: () => Promise<{ readonly default: T }>, wanted: boolean): T | undefined {
  const [loaded, setLoaded] = useState<{ readonly part: T }>()
  useEffect(() => {
    if (!wanted || loaded) return
    let mounted = true
    const get = () => {
      load().then(
        (module) => {
          if (mounted) setLoaded({ part: module.default })
        },
        () => {},
      )
    }
    get()
    window.addEventListener('online', get)
    return () => {
      mounted = false
      window.removeEventListener('online', get)
    }
  }, [load, wanted, loaded])
  return loaded?.part
}
