import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** The looks of every field. */
export const fieldBox =
  'w-full rounded-md border-2 border-line bg-card px-3.5 text-ellipsis text-ink transition-colors ' +
  'placeholder:text-ink-soft/80 hover:border-ink/40 focus:border-ink focus-visible:outline-offset-0 ' +
  'aria-invalid:border-coral'

/** A one-line text field. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={classNames(fieldBox, 'min-h-11', className)} {...rest} />
}
