'use client'

import { useLinkStatus } from 'next/link'

/** Inside a link: a moving bar on top of its card while the page it leads to is on its way. */
export function PendingBar() {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden
      data-pending={pending || undefined}
      className="pointer-events-none absolute inset-x-0 top-0 z-10 h-1.5 origin-left scale-x-0 bg-sun opacity-0 transition-transform duration-[2s] ease-out data-pending:scale-x-90 data-pending:opacity-100"
    />
  )
}
