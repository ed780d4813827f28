import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

const base =
  'inline-flex items-center justify-center gap-2 max-w-full shrink-0 rounded-md text-center font-semibold select-none ' +
  'transition-[background-color,border-color,transform] duration-150 active:translate-y-px ' +
  'disabled:opacity-55 disabled:active:translate-y-0 aria-disabled:opacity-55'

const variants = {
  primary: 'bg-ink text-paper hover:bg-ink/85',
  sun: 'bg-sun text-on-sun hover:brightness-95',
  outline: 'border-2 border-ink/80 hover:bg-ink hover:text-paper',
  quiet: 'hover:bg-ink/8',
  danger: 'bg-coral text-paper hover:brightness-95',
} as const

const sizes = {
  sm: 'min-h-9 px-3 text-sm',
  md: 'min-h-11 px-5',
  lg: 'min-h-13 px-7 text-lg',
  icon: 'size-11',
  'icon-sm': 'size-9',
} as const

interface Look {
  readonly variant?: keyof typeof variants
  readonly size?: keyof typeof sizes
}

/** The classes of a button, for things that look like one. */
export function buttonClass({ variant = 'primary', size = 'md' }: Look = {}, className?: string): string {
  return classNames(base, variants[variant], sizes[size], className)
}

/** A button that does something on this page. */
export function Button({
  variant,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonClass(look(variant, size), className)} {...rest} />
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<'a'> & Look) {
  return <a className={buttonClass(look(variant, size), className)} {...rest} />
}

function look(variant: Look['variant'], size: Look['size']): Look {
  return { ...(variant && { variant }), ...(size && { size }) }
}
