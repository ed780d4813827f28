import { Problem } from '@parlance/service-kit'
import type { Cache } from '../cache-port.ts'

/** How many messages, edits and deletions somebody may make in a window of time. */
export interface WriteLimits {
  readonly windowMs: number
  readonly perUser: number
  /** More than for one person: many sit behind one address. */
  readonly perAddress: number
}

export const writeLimits: WriteLimits = { windowMs: 30_000, perUser: 30, perAddress: 150 }

/** @throws Problem `rate-limited`, with `retryAfterMs`, where somebody has written too much */
export async function countWrite(
  cache: Pick<Cache, 'count'>,
  limits: WriteLimits,
  { id, ip }: { readonly id: string; readonly ip: string },
): Promise<void> {
  const [ofUser, ofAddress] = await Promise.all([
    cache.count(`write:user:${id}`, limits.windowMs),
    cache.count(`write:address:${ip}`, limits.windowMs),
  ])
  const over =
    ofUser.count > limits.perUser ? ofUser : ofAddress.count > limits.perAddress ? ofAddress : undefined
  if (!over) return
  const seconds = Math.ceil(over.resetMs / 1_000)
  throw new Problem('rate-limited', `Too many messages: wait ${seconds} s.`, {
    extra: { retryAfterMs: over.resetMs },
  })
}
