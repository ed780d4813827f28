import { ChildFault, type ChildPool } from '../child/child-pool.ts'
import { isScrapeFailure } from '../failure.ts'
import { bestIcons, manifestIcons } from '../html/icons.ts'
import type { IconLink, Reading } from '../html/reading.ts'
import type { ImageAnswer, ImageJob, Measure, Picture, PictureKind } from '../images/image-job.ts'
import { fetchFile, type Sources } from './page-source.ts'

/** Why a part of the result is missing; the code is machine-readable, the detail for people. */
export class Missing extends Error {
  readonly code:
    | 'no-browser'
    | 'timed-out'
    | 'not-found'
    | 'too-large'
    | 'blocked'
    | 'no-key'
    | 'failed'
    | 'internal'

  constructor(code: Missing['code'], detail: string) {
    super(detail)
    this.name = 'Missing'
    this.code = code
  }
}

/** The image child. */
export type Painter = ChildPool<ImageJob, ImageAnswer>

/** Icons tried at most; the first good one ends the search. */
const maxTries = 5
/** A side from which an icon fills its frame without blur. */
const goodSide = 128
/** A side under which it is a speck. */
const leastSide = 16
const leastPreview: Measure = { width: 300, height: 150 }

/**
 * The page's largest good icon as a logo.
 *
 * @throws Missing where no icon can be read
 */
export async function makeLogo(
  sources: Sources,
  painter: Painter,
  reading: Reading,
  signal: AbortSignal,
): Promise<Picture> {
  const named = reading.manifest === '' ? [] : await iconsOfManifest(sources, reading.manifest, signal)
  let best: { content: Uint8Array; side: number } | undefined
  const end = performance.now() + sources.limits.logoMs
  for (const icon of bestIcons(reading.icons, named).slice(0, maxTries)) {
    if (performance.now() > end) break
    const candidate = await tryIcon(sources, painter, icon, signal)
    if (candidate && candidate.side > (best?.side ?? 0)) best = candidate
    if (best && best.side >= goodSide) break
  }
  if (!best || best.side < leastSide)
    throw new Missing('not-found', 'The page has no icon that can be shown.')
  return render(painter, best.content, 'logo', signal)
}

/**
 * The picture that the page wants to be shown by.
 *
 * @throws Missing
 */
export async function makePreview(
  sources: Sources,
  painter: Painter,
  link: string,
  signal: AbortSignal,
): Promise<Picture> {
  if (link === '') throw new Missing('not-found', 'The page names no picture of itself.')
  const content = await fetchImage(sources, link, signal)
  const { width, height } = await measure(painter, content, signal)
  if (width < leastPreview.width || height < leastPreview.height) {
    throw new Missing('not-found', `The picture that the page names is only ${width} × ${height} pixels.`)
  }
  return render(painter, content, 'preview', signal)
}

/** Makes the picture of one kind; an image that cannot be decoded, or not in time, is {@link Missing}. */
export async function render(
  painter: Painter,
  content: Uint8Array,
  kind: PictureKind,
  signal: AbortSignal,
): Promise<Picture> {
  return (await paint(painter, { op: 'render', content, kind }, signal)) as Picture
}

async function measure(painter: Painter, content: Uint8Array, signal: AbortSignal): Promise<Measure> {
  return (await paint(painter, { op: 'measure', content }, signal)) as Measure
}

async function paint(painter: Painter, job: ImageJob, signal: AbortSignal): Promise<ImageAnswer> {
  try {
    return await painter.run(job, signal).catch((error) => {
      // A child that died says nothing of the image: once more, in a new one.
      if (error instanceof ChildFault && error.kind === 'crashed') return painter.run(job, signal)
      throw error
    })
  } catch (error) {
    if (!(error instanceof ChildFault)) throw error
    if (error.kind === 'crashed') throw new Missing('internal', 'Decoding the image failed on our side.')
    if (error.kind === 'timed-out') throw new Missing('timed-out', 'The image takes too long to decode.')
    const huge = error.kind === 'out-of-memory' || /pixel limit/i.test(error.message)
    throw huge
      ? new Missing('too-large', 'The image has more pixels than are read.')
      : new Missing('failed', 'The image cannot be decoded.')
  }
}

async function tryIcon(sources: Sources, painter: Painter, icon: IconLink, signal: AbortSignal) {
  try {
    const content = await fetchImage(sources, icon.url, signal)
    const { width, height } = await measure(painter, content, signal)
    // A banner is no logo, however large.
    const side = Math.max(width, height) > 3 * Math.min(width, height) ? 0 : Math.min(width, height)
    return { content, side }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Missing) return undefined
    throw error
  }
}

async function iconsOfManifest(sources: Sources, link: string, signal: AbortSignal): Promise<IconLink[]> {
  try {
    const url = sources.guard.checkUrl(link)
    const {
      status,
      body,
      url: base,
    } = await fetchFile(sources, url, signal, {
      accept: 'application/manifest+json,*/*;q=0.1',
      maxBytes: 500_000,
    })
    return status === 200 ? manifestIcons(body.toString('utf8'), base.href) : []
  } catch (error) {
    signal.throwIfAborted()
    if (isScrapeFailure(error)) return []
    throw error
  }
}

async function fetchImage(sources: Sources, link: string, signal: AbortSignal): Promise<Uint8Array> {
  if (link.startsWith('data:')) return decodeDataUrl(link)
  try {
    const { status, body } = await fetchFile(sources, sources.guard.checkUrl(link), signal)
    if (status === 200 && body.length > 0) return body
    throw new Missing('not-found', `The image answers with ${status}.`)
  } catch (error) {
    signal.throwIfAborted()
    if (!isScrapeFailure(error)) throw error
    throw new Missing(codeOf(error.reason), error.detail)
  }
}

function codeOf(reason: string): Missing['code'] {
  if (reason === 'too-large' || reason === 'timed-out') return reason
  if (reason.startsWith('blocked')) return 'blocked'
  return 'not-found'
}

function decodeDataUrl(link: string): Uint8Array {
  const comma = link.indexOf(',')
  const payload = link.slice(comma + 1)
  if (/;\s*base64\s*$/i.test(link.slice(0, comma))) return Buffer.from(payload, 'base64')
  try {
    return Buffer.from(decodeURIComponent(payload))
  } catch {
    throw new Missing('failed', 'The image is not written as it should be.')
  }
}
