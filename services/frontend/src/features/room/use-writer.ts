'use client'

import { useLoaded } from '../../components/use-loaded.ts'
import { sessions } from '../auth/session.ts'
import type { Writer } from './writer.ts'

/** Loads what only those need who write. */
export const loadWriter = () => import('./writer.ts')

// Whoever has a name needs it at once: it is on its way while the page is being hydrated.
if (sessions.get()) loadWriter().catch(() => {})

/** What only those need who write, for whoever has a name; undefined until it is there. */
export function useWriter(wanted: boolean): Writer | undefined {
  return useLoaded(loadWriter, wanted)
}
