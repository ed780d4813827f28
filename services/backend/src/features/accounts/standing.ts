import { Problem } from '@parlance/service-kit'
import type { Identity } from './accounts.ts'

/** Whose rights are asked for; `sessionId` is null for tokens of no session, as guests have them. */
export interface StandingQuestion {
  readonly userId: string
  readonly sessionId: string | null
}

/** Who somebody is, and whether they have a second factor and have shown it. */
export type StandingRow = Identity & { readonly secondFactor: boolean }

/** What the database says of people. */
export interface StandingStore {
  /**
   * Who they are now, in order; undefined for an account that is gone or disabled, and for a session that has ended.
   */
  standings(questions: readonly StandingQuestion[]): Promise<(StandingRow | undefined)[]>
}

/**
 * Asks the database who somebody is, each time: a right that was taken is gone with the next request, on every backend,
 * whoever took it. Questions of one turn of the event loop go together, so that many cost little more than one.
 */
export function createStandings(store: StandingStore): (question: StandingQuestion) => Promise<StandingRow> {
  let asked: { question: StandingQuestion; answer: PromiseWithResolvers<StandingRow | undefined> }[] = []
  const ask = async () => {
    const together = asked
    asked = []
    try {
      const found = await store.standings(together.map(({ question }) => question))
      for (const [index, { answer }] of together.entries()) answer.resolve(found[index])
    } catch (error) {
      for (const { answer } of together) answer.reject(error)
    }
  }
  return async (question) => {
    const answer = Promise.withResolvers<StandingRow | undefined>()
    asked.push({ question, answer })
    if (asked.length === 1) setImmediate(ask)
    const identity = await answer.promise
    if (!identity) {
      throw new Problem('unauthenticated', 'The account is closed, or the session has ended. Sign in again.')
    }
    return identity
  }
}
