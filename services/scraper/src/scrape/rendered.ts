import type { Visit } from '../browser/visit-page.ts'
import { isScrapeFailure } from '../failure.ts'
import type { Reading } from '../html/reading.ts'
import { type PageSource, readHtml, type Sources } from './page-source.ts'

/** A page with less text than this, in characters, is most likely written by its scripts. */
const thinText = 250

/** Whether a page says so little before its scripts run that it is worth reading after them. */
export function isThin(reading: Reading): boolean {
  return reading.text.length < thinText
}

/**
 * Reads a page again as the browser's scripts have left it. What it says then goes first; what it no longer says stays
 * as it was. A page that its scripts led elsewhere is left alone.
 */
export async function readRendered(
  sources: Sources,
  page: PageSource,
  reading: Reading,
  visit: Visit,
  signal: AbortSignal,
): Promise<Reading> {
  if (!URL.canParse(visit.url) || new URL(visit.url).host !== page.url.host) return reading
  try {
    const rendered = await readHtml(
      sources,
      {
        url: page.url,
        body: Buffer.from(visit.html),
        headers: { ...page.headers, 'content-type': 'text/html; charset=utf-8' },
      },
      signal,
    )
    return rendered.text.length > reading.text.length ? merge(rendered, reading) : reading
  } catch (error) {
    signal.throwIfAborted()
    if (isScrapeFailure(error)) return reading
    throw error
  }
}

function merge(rendered: Reading, reading: Reading): Reading {
  const said = Object.entries(rendered).filter(([, value]) =>
    Array.isArray(value) || typeof value === 'string' ? value.length > 0 : typeof value === 'object',
  )
  const { icons, manifest, refresh, canonical } = reading
  return { ...reading, ...Object.fromEntries(said), icons, manifest, refresh, canonical, wall: rendered.wall }
}
