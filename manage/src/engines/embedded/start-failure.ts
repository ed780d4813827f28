import { ManageError } from '../../core/errors.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'

/** Why a program did not come up. */
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

/** The same for people: name, last health answer, and what the program printed last. */
export function explainFailure(failure: StartFailure, lastLines: readonly string[]): ManageError {
  const { program, reason, message, lastHealth } = failure
  return new ManageError(kinds[reason], message, {
    details: { service: program, lastHealth: lastHealth ?? 'none: it was never asked', lastLines },
  })
}
