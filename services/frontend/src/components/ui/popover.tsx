import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/**
 * A panel over the page, opened by a button with `popoverTarget={id}`. The browser's own popover: closes with Escape and
 * a click outside, returns the focus, and works before any script has loaded.
 */
export function Popover({ id, className, ...rest }: ComponentProps<'div'> & { readonly id: string }) {
  return (
    <div
      id={id}
      popover="auto"
      className={classNames(
        'fixed inset-auto top-16 end-[max(1rem,calc((100vw-76rem)/2+2.5rem))] m-0 rounded-lg border-2 border-ink',
        'bg-card p-1.5 text-ink shadow-[4px_4px_0_var(--ink)] open:rise',
        className,
      )}
      {...rest}
    />
  )
}
