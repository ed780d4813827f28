'use client'

import { useSyncExternalStore } from 'react'
import { type Session, sessions } from './session.ts'

/** Who is here, as this browser knows it; undefined on the server and for a reader without a name. Renews nothing. */
export function useKnownSession(): Session | undefined {
  return useSyncExternalStore(sessions.subscribe, sessions.get, () => undefined)
}
