'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { outbox } from './outbox-store.ts'
import type { OutboxTexts } from './outbox-texts.ts'

const OutboxDesk = lazy(() => import('./outbox-desk.tsx'))

const hasAny = () => outbox.all().length > 0

/**
 * Stands on every page, and weighs next to nothing: what sends messages that were written before is loaded only where there
 * are some.
 */
export function OutboxWatch(props: { readonly texts: OutboxTexts }) {
  const any = useSyncExternalStore(outbox.subscribe, hasAny, () => false)
  return any ? (
    <Suspense>
      <OutboxDesk {...props} />
    </Suspense>
  ) : null
}
