'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A link of the main navigation; knows whether it leads to where the reader is. */
export function NavLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const pathname = usePathname()
  const inside = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <a
      href={href}
      aria-current={pathname === href ? 'page' : inside ? 'true' : undefined}
      className="group relative rounded-md px-3 py-2 font-semibold hover:bg-ink/8 aria-[current]:after:absolute aria-[current]:after:inset-x-3 aria-[current]:after:bottom-0.5 aria-[current]:after:h-1 aria-[current]:after:bg-sun"
    >
      {children}
      {/* A dot while the next page is on its way. */}
      <span
        aria-hidden
        className="absolute end-0.5 top-1.5 hidden size-2 animate-ping rounded-full bg-sun group-data-pending:block"
      />
    </a>
  )
}
