'use client'

import { lazy, Suspense } from 'react'

/** Loaded when it is needed, so that no page carries the texts of its own failure. */
const PageFault = lazy(() => import('../../src/components/shell/page-fault.tsx'))

export default function PageError(props: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <Suspense>
      <PageFault {...props} />
    </Suspense>
  )
}
