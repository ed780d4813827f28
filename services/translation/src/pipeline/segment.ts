import type { Engine, EngineAnswer } from '../engines/engine.ts'
import { type Fault, findFault } from '../text/checks.ts'
import { hasProse, type Segment } from '../text/document.ts'
import { hasPrivate, keepsMasks, unmask } from '../text/masks.ts'
import { shapeLike } from '../text/shape.ts'
import { settleSpans } from '../text/spans.ts'
import { typeset } from '../text/typography.ts'

/** Translates masked prose, as the scheduler does: one promise a text, batched behind it. */
export type Speak = (texts: readonly string[]) => Promise<EngineAnswer>[]

/** What became of a segment: its translation with everything masked back in place, or the original and what was wrong. */
export interface SegmentResult {
  readonly text: string
  readonly confidence: number
  readonly fault: Fault | undefined
}

/** The languages, and who speaks. */
export interface SegmentJob {
  readonly segment: Segment
  readonly source: string
  readonly target: string
  readonly speak: Speak
  readonly engine: Pick<Engine, 'kind'>
}

/**
 * Translates one segment: whole, verified; if a mask was lost, doubled or changed, the pieces between the masks one by
 * one; if that fails too, the original is kept.
 *
 * @throws what the engine throws.
 */
export async function translateSegment(job: SegmentJob): Promise<SegmentResult> {
  const { segment } = job
  const [whole] = await Promise.all(job.speak([segment.text]))
  const settled = whole && settleSpans(segment.text, whole.text)
  const shaped = settled === undefined ? undefined : finish(job, segment, settled)
  const fault = shaped === undefined ? (whole ? 'masks' : 'empty') : faultOf(segment, shaped)
  if (shaped !== undefined && whole && !fault) {
    return { text: unmask(shaped, segment, 'result'), confidence: whole.confidence, fault: undefined }
  }
  const pieces = hasPrivate(segment.text) ? await translatePieces(job) : undefined
  return pieces ?? { text: segment.source, confidence: 0, fault: fault ?? 'empty' }
}

/** The pieces between the masks, each translated alone; the masks cannot move. Worth a little less than a whole. */
async function translatePieces(job: SegmentJob): Promise<SegmentResult | undefined> {
  const { segment } = job
  const pieces = segment.text.split(/(\p{Co}+)/u)
  const spoken = pieces.map((piece) => (hasProse(piece) ? piece.trim() : ''))
  const answers = await Promise.all(job.speak(spoken.filter(Boolean)))
  let confidence = 1
  let next = 0
  const results = pieces.map((piece, index) => {
    const source = spoken[index]
    if (!source) return piece
    const answer = answers[next++]
    if (!answer) return undefined
    const alone: Segment = { text: source, masks: [], spans: [], source }
    const shaped = finish(job, alone, answer.text)
    if (faultOf(alone, shaped)) return undefined
    confidence = Math.min(confidence, answer.confidence)
    const [before = ''] = /^\s*/.exec(piece) ?? []
    const [after = ''] = /\s*$/.exec(piece) ?? []
    return before + shaped + after
  })
  if (results.includes(undefined)) return undefined
  const text = results.join('')
  if (!keepsMasks(text, segment)) return undefined
  return { text: unmask(text, segment, 'result'), confidence: confidence * 0.9, fault: undefined }
}

function finish({ source, target }: SegmentJob, segment: Segment, text: string): string {
  return typeset(shapeLike(segment, text, target), target, source)
}

function faultOf(segment: Segment, text: string): Fault | undefined {
  if (!keepsMasks(text, segment)) return 'masks'
  if (/[\p{Cc}]/u.test(text.replace(/[\t\n\r]/g, '')) || !text.isWellFormed()) return 'markup'
  return findFault(segment.text, text)
}
