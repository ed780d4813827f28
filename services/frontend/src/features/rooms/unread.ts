'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { useCall } from '../../api/use-call.ts'
import { sessions } from '../auth/session.ts'

type Counts = ReadonlyMap<string, number>

const none: Counts = new Map()
let counts = none
/** Under way: each row of a page wants them, and one question is enough. */
let asking = false
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How many messages the reader has not read, by room; asked for when a list is shown, and again when it is looked at anew. */
export function useUnreadCounts(): Counts {
  const call = useCall()
  const me = useSyncExternalStore(
    sessions.subscribe,
    () => sessions.get()?.user.id,
    () => undefined,
  )
  useEffect(() => {
    const ask = () => {
      if (!me || asking || document.visibilityState !== 'visible') return
      asking = true
      call((api) => api.GET('/api/v1/unread'))
        .then(({ items }) => {
          counts = new Map(items.map(({ room, unread }) => [room, unread]))
          for (const listener of listeners) listener()
        })
        // A list without marks is a list all the same.
        .catch(() => {})
        .finally(() => {
          asking = false
        })
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => document.removeEventListener('visibilitychange', ask)
  }, [call, me])
  const known = useSyncExternalStore(
    subscribe,
    () => counts,
    () => none,
  )
  return me ? known : none
}
