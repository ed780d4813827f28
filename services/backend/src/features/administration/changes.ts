import { Problem } from '@parlance/service-kit'

/** Who changes something, as the audit names them. */
export interface By {
  readonly id: string
  readonly ip: string
  readonly requestId: string
}

/**
 * Somebody else was quicker: answered with what there is now and what was asked for, so that both can be shown.
 *
 * @param current as it is kept; `yours` as it was sent
 */
export function conflictOf(current: unknown, yours: unknown): Problem {
  return new Problem('aborted', 'Somebody else changed it meanwhile. Compare both, and save again.', {
    reason: 'edit-conflict',
    extra: { current, yours },
  })
}
