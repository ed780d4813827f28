import { fetchWithin } from '../api/fetch-within.ts'
import type { Health } from '../api/rest-types.ts'
import { env } from './env.ts'

/** What an installation can lack and still work. */
export type Missing = 'translation' | 'screenshots'

const keptMs = 15_000
let kept: { readonly until: number; readonly missing: Promise<readonly Missing[]> } | undefined

/** What this installation lacks, asked of the backend at most every 15 s; a page's foot never waits longer than 2 s for it. */
export function readCapabilities(): Promise<readonly Missing[]> {
  if (!kept || kept.until < Date.now()) kept = { until: Date.now() + keptMs, missing: ask() }
  return kept.missing
}

async function ask(): Promise<readonly Missing[]> {
  try {
    const response = await fetchWithin(new Request(`${env().backendUrl}/health`), 2_000)
    return missingOf((await response.json()) as Health)
  } catch {
    // A backend that does not answer shows in the page itself.
    return []
  }
}

/** Reads what is missing out of the backend's health answer. */
export function missingOf(health: Health): readonly Missing[] {
  const { translation, scraper } = health.checks
  const missing: Missing[] = []
  if (translation && translation.status !== 'healthy') missing.push('translation')
  if (scraper && scraper.status !== 'healthy') missing.push('screenshots')
  return missing
}
