'use client'

import { useSession } from './use-session.ts'

/** Keeps the session of whoever is here alive: renewed before its token ends. */
export function KeepSession() {
  useSession()
  return null
}
