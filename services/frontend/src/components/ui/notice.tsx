import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'

const tones = {
  plain: 'border-line bg-card',
  good: 'border-teal bg-teal-soft',
  warn: 'border-sun bg-sun-soft',
  bad: 'border-coral bg-coral-soft',
} as const

/** A boxed message to the reader. Give it `role="alert"` or `role="status"` when it appears by itself. */
export function Notice(
  props: Omit<ComponentProps<'div'>, 'title'> & {
    readonly tone?: keyof typeof tones
    readonly title?: ReactNode
    readonly icon?: ReactNode
  },
) {
  const { tone = 'plain', title, icon, className, children, ...rest } = props
  return (
    <div className={classNames('flex gap-3 rounded-lg border-2 p-4', tones[tone], className)} {...rest}>
      {icon && <span className="mt-0.5 shrink-0">{icon}</span>}
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  )
}
