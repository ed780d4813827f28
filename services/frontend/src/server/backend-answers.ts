import { fetchWithin } from '../api/fetch-within.ts'
import { problemOf, unreachable } from '../api/problem.ts'
import { env } from './env.ts'

const keptMs = 1_000
let kept: { readonly until: number; readonly answers: Promise<void> } | undefined

/**
 * For pages that ask the backend nothing themselves, and are of no use without it. Asked at most once a second.
 * @throws ApiProblem where the backend does not answer within 2 s
 */
export function backendAnswers(): Promise<void> {
  if (!kept || kept.until < Date.now()) kept = { until: Date.now() + keptMs, answers: ask() }
  return kept.answers
}

async function ask(): Promise<void> {
  const request = new Request(`${env().backendUrl}/health/live`)
  const response = await fetchWithin(request, 2_000).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!response.ok) throw problemOf(response.status, undefined)
}
