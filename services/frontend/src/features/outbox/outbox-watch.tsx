'use client'

import { useSyncExternalStore } from 'react'
import { useLoaded } from '../../components/use-loaded.ts'
import { hasUnsent, subscribeToOutbox } from './outbox-signal.ts'
import type { OutboxTexts } from './outbox-texts.ts'

const loadDesk = () => import('./outbox-desk.tsx')

/**
 * Stands on every page, and weighs next to nothing: what sends messages that were written before is loaded only where there
 * are some.
 */
export function OutboxWatch({ texts }: { readonly texts: OutboxTexts }) {
  const any = useSyncExternalStore(subscribeToOutbox, hasUnsent, () => false)
  const OutboxDesk = useLoaded(loadDesk, any)
  return any && OutboxDesk ? <OutboxDesk texts={texts} /> : null
}
