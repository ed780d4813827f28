import type { ComponentProps } from 'react'
import { classNames } from '../class-names.ts'

/** A grey stand-in of something that is on its way. */
export function Skeleton({ className, ...rest }: ComponentProps<'div'>) {
  return <div aria-hidden className={classNames('shimmer rounded-md', className)} {...rest} />
}
