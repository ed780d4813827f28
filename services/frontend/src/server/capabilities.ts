import { fetchWithin } from '../api/fetch-within.ts'
import type { Health } from '../api/rest-types.ts'
import { env } from './env.ts'

/** What an installation can lack and still work. */
export type Missing = 'translation' | 'screenshots'

const keptMs = 15_000
let asked: { readonly until: number; readonly missing: Promise<readonly Missing[]> } | undefined
let known: readonly Missing[] = []

/**
 * What this installation lacks, asked of the backend at most every 15 s; a page's foot never waits longer than 2 s for it. Where
 * the backend does not say, that is what it said last, and the next page asks again.
 */
export function readCapabilities(): Promise<readonly Missing[]> {
  if (!asked || asked.until < Date.now()) asked = { until: Date.now() + keptMs, missing: ask() }
  return asked.missing
}

async function ask(): Promise<readonly Missing[]> {
  try {
    const response = await fetchWithin(new Request(`${env().backendUrl}/health`), 2_000)
    known = missingOf((await response.json()) as Health)
  } catch {
    // A backend that does not answer shows in the page itself.
    asked = undefined
  }
  return known
}

/** Reads what is missing out of the backend's health answer. */
export function missingOf(health: Health): readonly Missing[] {
  const { translation, scraper } = health.checks
  const missing: Missing[] = []
  if (translation && translation.status !== 'healthy') missing.push('translation')
  if (scraper && scraper.status !== 'healthy') missing.push('screenshots')
  return missing
}
