import { ManageError } from '../core/errors.ts'
import type { HealthAnswer } from './probe/health-answer.ts'

/** Why a part of the stack did not come up. */
export class StartFailure extends Error {
  readonly program: string
  readonly lastHealth: HealthAnswer | undefined
  readonly reason: 'ended' | 'unhealthy' | 'silent'

  constructor(
    program: string,
    reason: StartFailure['reason'],
    message: string,
    lastHealth: HealthAnswer | undefined,
  ) {
    super(message)
    this.name = 'StartFailure'
    this.program = program
    this.reason = reason
    this.lastHealth = lastHealth
  }
}

const kinds = { ended: 'failed', unhealthy: 'unhealthy', silent: 'timedOut' } as const

/** What a person can do about a start that failed and whose parts stay. */
export const howToLook = (service: string) =>
  `What was started stays, so that you can look at it: pnpm manage dev:logs ${service}, dev:status.\ndev:up again mends it, dev:down stops it.`

/** The same for people. @param facts what is known of the part: its last lines above all. @param hint what can be done */
export function explainFailure(
  failure: StartFailure,
  facts: Readonly<Record<string, unknown>>,
  hint?: string,
): ManageError {
  const { program, reason, message, lastHealth } = failure
  return new ManageError(kinds[reason], message, {
    details: { service: program, lastHealth: lastHealth ?? 'none: it was never asked', ...facts },
    ...(hint === undefined ? {} : { hint }),
  })
}

/** An answer that was not yes, in a few words. */
export function answerText({ status, detail }: HealthAnswer): string {
  if (typeof detail === 'string' && detail !== '') return detail.slice(0, 80)
  const faults = Object.entries(
    (detail as { checks?: Record<string, { status?: string }> } | null)?.checks ?? {},
  )
    .filter(([, check]) => check.status === 'unhealthy')
    .map(([name]) => name)
  return faults.length > 0 ? `${status}: ${faults.join(', ')}` : status
}
