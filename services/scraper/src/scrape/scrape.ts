import type { ScrapeEvent, ScrapeRequest__Output } from '@parlance/contracts'
import type { Describe } from '../describe/describe.ts'
import { ScrapeFailure } from '../failure.ts'
import type { Reading } from '../html/reading.ts'
import { portOf } from '../net/guard.ts'
import { imageEvents, notModifiedEvent, progressEvent, resultEvent, type Unavailable } from './events.ts'
import type { Limits } from './limits.ts'
import { fetchPage, type PageSource, type Sources } from './page-source.ts'
import { Missing, makeLogo, makePreview, type Painter, render } from './pictures.ts'
import { refuseWall } from './refuse-wall.ts'
import { isThin, readRendered } from './rendered.ts'
import { type Screen, visit } from './screenshot.ts'

/** What a scrape works with. */
export interface ScrapeTools {
  readonly sources: Sources
  readonly painter: Painter
  readonly screen: Screen
  /** Absent without a key. */
  readonly describe: Describe | undefined
  readonly limits: Limits
}

/**
 * Scrapes one page: progress, then images, then the result. A part that cannot be had is named in the result; a page
 * that cannot be read ends it.
 *
 * @throws ScrapeFailure, or the caller's reason to stop
 */
export async function* scrape(
  tools: ScrapeTools,
  request: ScrapeRequest__Output,
  caller: AbortSignal,
): AsyncGenerator<ScrapeEvent> {
  const started = performance.now()
  const deadline = new AbortController()
  const timer = setTimeout(
    () => deadline.abort(new ScrapeFailure('timed-out', 'Reading the page took too long altogether.')),
    tools.limits.scrapeMs,
  )
  const signal = AbortSignal.any([caller, deadline.signal])
  const { sources } = tools
  try {
    const url = sources.guard.checkUrl(request.url)
    yield progressEvent('STEP_CHECK', `Checking ${url.host}`)
    await sources.guard.resolve(url.hostname, portOf(url))
    if (!request.skipRobots) await sources.robots.permit(url, signal)
    sources.reader.warm()
    // What is known already most likely needs no browser.
    if (!request.skipScreenshot && !request.onlyText && !request.known) tools.screen.pool?.warm()
    yield progressEvent('STEP_FETCH', `Fetching ${url.host}`)
    const { skipRobots, known } = request
    const { page, reading } = await fetchPage(sources, url, { skipRobots, known: known ?? undefined, signal })
    if (!reading) {
      yield notModifiedEvent(page, performance.now() - started)
      return
    }
    // What says little before its scripts run is judged after them.
    const rendered = !request.skipScreenshot && tools.screen.pool !== undefined && isThin(reading)
    if (!rendered) refuseWall(reading, url.host)
    yield progressEvent('STEP_READ', reading.title)
    const parts = new Parts(signal)
    if (request.onlyText) {
      const seen = rendered ? yield* afterScripts(tools, page, reading, parts) : reading
      refuseWall(seen, url.host)
      const { unavailable } = parts
      const durationMs = performance.now() - started
      yield resultEvent(seen, page, { generatedDescription: '', unavailable, durationMs })
      return
    }
    tools.painter.warm()
    yield* icons(tools, reading, parts)
    const { seen, shot } = request.skipScreenshot
      ? { seen: reading, shot: undefined }
      : yield* screenshot(tools, page, reading, parts)
    refuseWall(seen, url.host)
    yield* preview(tools, seen.previewImage, shot, parts)
    const generatedDescription = request.skipDescription ? '' : yield* describe(tools, page, seen, parts)
    const durationMs = performance.now() - started
    yield resultEvent(seen, page, { generatedDescription, unavailable: parts.unavailable, durationMs })
  } finally {
    clearTimeout(timer)
  }
}

/** The parts of a result that may be missing without its being worthless. */
class Parts {
  readonly signal: AbortSignal
  readonly unavailable: Unavailable[] = []

  constructor(signal: AbortSignal) {
    this.signal = signal
  }

  /** The part, or undefined and a note of why not. */
  async attempt<T>(what: string, work: Promise<T>): Promise<T | undefined> {
    try {
      return await work
    } catch (error) {
      this.signal.throwIfAborted()
      if (!(error instanceof Missing)) throw error
      this.unavailable.push({ what, code: error.code, detail: error.message })
      return undefined
    }
  }
}

async function* icons({ sources, painter }: ScrapeTools, reading: Reading, parts: Parts) {
  yield progressEvent('STEP_LOGO', 'Looking for its logo')
  const logo = await parts.attempt('logo', makeLogo(sources, painter, reading, parts.signal))
  if (logo) yield* imageEvents(logo)
}

/** The picture that stands beside links to the listing: the one that the page names, else its screenshot. */
async function* preview(
  { sources, painter }: ScrapeTools,
  link: string,
  shot: Uint8Array | undefined,
  parts: Parts,
) {
  const missing = parts.unavailable.length
  const named = await parts.attempt('preview', makePreview(sources, painter, link, parts.signal))
  const made =
    named ?? (shot && (await parts.attempt('preview', render(painter, shot, 'preview', parts.signal))))
  if (!made) return
  // What the page lacked is not missed once there is a picture.
  parts.unavailable.length = missing
  yield* imageEvents(made)
}

/** @returns its picture as taken, and the page as read after its scripts, where it says little without them */
async function* screenshot(tools: ScrapeTools, page: PageSource, reading: Reading, parts: Parts) {
  const { sources, painter, screen } = tools
  yield progressEvent('STEP_SCREENSHOT', 'Taking its picture')
  const seen = await parts.attempt('screenshot', visit(sources, screen, page.url, parts.signal))
  if (!seen) return { seen: reading, shot: undefined }
  const shot = await parts.attempt('screenshot', render(painter, seen.screenshot, 'screenshot', parts.signal))
  if (shot) yield* imageEvents(shot)
  if (shot && seen.withoutFont.length > 0) parts.unavailable.push(boxes(seen.withoutFont))
  const read = isThin(reading) ? await readRendered(sources, page, reading, seen, parts.signal) : reading
  return { seen: read, shot: seen.screenshot }
}

/** @returns the page as its scripts left it, without its picture */
async function* afterScripts(tools: ScrapeTools, page: PageSource, reading: Reading, parts: Parts) {
  const { sources, screen } = tools
  yield progressEvent('STEP_SCREENSHOT', 'Reading it as its scripts leave it')
  const seen = await parts.attempt('screenshot', visit(sources, screen, page.url, parts.signal))
  return seen ? await readRendered(sources, page, reading, seen, parts.signal) : reading
}

async function* describe({ describe: write }: ScrapeTools, page: PageSource, reading: Reading, parts: Parts) {
  if (write) yield progressEvent('STEP_DESCRIBE', 'Describing it')
  const work = write ? write(reading, page.url, parts.signal) : Promise.reject(noKey())
  return (await parts.attempt('description', work)) ?? ''
}

/** The picture is there, and is none that its owner would recognise. */
function boxes(scripts: readonly string[]): Unavailable {
  const detail = `The picture shows boxes: this machine has no font for ${scripts.join(', ')}. Packages: fonts-noto-core, fonts-wqy-microhei, fonts-noto-color-emoji.`
  return { what: 'screenshot', code: 'no-font', detail }
}

function noKey(): Missing {
  return new Missing('no-key', 'Descriptions need GEMINI_API_KEY, which is not set.')
}
