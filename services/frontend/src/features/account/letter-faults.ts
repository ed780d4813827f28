import type { ApiProblem } from '../../api/problem.ts'

/** What a form of an account can say that went wrong. */
const letterFaults = ['used', 'expired', 'unknown', 'taken', 'invalid', 'tooMany', 'other'] as const
export type LetterFault = (typeof letterFaults)[number]

/** What to tell of a refusal. */
export function letterFaultOf({ reason, status }: ApiProblem): LetterFault {
  const link = /^link-(\w+)$/.exec(reason ?? '')?.[1]
  const known = letterFaults.find((name) => name === link)
  if (known) return known
  if (status === 429) return 'tooMany'
  return status === 400 ? 'invalid' : 'other'
}

/** The fault that an address names; undefined for none. */
export function readLetterFault(fault: unknown): LetterFault | undefined {
  return letterFaults.find((name) => name === fault)
}
