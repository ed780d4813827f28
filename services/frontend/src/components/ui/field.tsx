import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { fieldBox } from './input.tsx'

/** A choice out of a short list: the platform's own control, so that every keyboard and screen reader knows it. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select
      className={classNames(fieldBox, 'select-arrow min-h-11 appearance-none pe-9', className)}
      {...rest}
    >
      {children}
    </select>
  )
}

/** A labelled control with room for a hint or an error under it. */
export function Field(props: {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={props.id} className="text-sm font-semibold">
        {props.label}
      </label>
      {props.children}
      {props.hint && (
        <p id={`${props.id}-hint`} className="text-sm text-ink-soft">
          {props.hint}
        </p>
      )}
      {props.error && (
        <p id={`${props.id}-error`} role="alert" className="text-sm font-medium text-coral">
          {props.error}
        </p>
      )}
    </div>
  )
}
