import { Problem } from '@parlance/service-kit'
import type { Remembered } from '../memory/hot-memory-port.ts'
import { keyField, type SegmentKey, segmentHash } from '../memory/segment-key.ts'
import type { Memory } from '../memory/segment-memory.ts'
import type { Phrasebook, Said } from '../phrasebook/phrasebook.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import type { Segment } from '../text/document.ts'
import { unmask } from '../text/masks.ts'
import type { Candidate } from '../tiers.ts'
import { translateSegment } from './segment.ts'
import type { Spoken } from './translated.ts'

/** Origin of a segment's translation. */
export interface SpeakerReport {
  readonly onSegment?: (how: 'hot' | 'text' | 'made' | 'kept', engine: string) => void
  /** A segment goes on to the next tier, or is kept: nobody gets an error page for one. */
  readonly onEngineError?: (candidate: Candidate, error: unknown) => void
}

/** What a segment's translation is asked for with. */
export interface SpeechOrder {
  readonly source: string
  readonly target: string
  readonly glossaryVersion: string
  readonly chat: boolean
  readonly caller: string
  readonly fresh: boolean
  readonly signal: AbortSignal
}

/** The name that the phrase book bears among engines. */
const phrasebookName = 'phrasebook'

/** Says one segment in another language: from memory, which knows corrections; else from the phrase book or by an engine. */
export class Speaker {
  readonly #scheduler: Scheduler
  readonly #memory: Memory
  readonly #report: SpeakerReport
  readonly #phrasebook: Phrasebook | undefined

  constructor(
    scheduler: Scheduler,
    memory: Memory,
    report: SpeakerReport,
    phrasebook: Phrasebook | undefined,
  ) {
    this.#scheduler = scheduler
    this.#memory = memory
    this.#report = report
    this.#phrasebook = phrasebook
  }

  /** A segment that is in the phrase book. */
  async fromPhrasebook(segment: Segment, said: Said, order: SpeechOrder): Promise<Spoken> {
    const { entry, remembered } = await this.#memory.recall(
      phraseKeyOf(this.#phrasebook?.revision ?? '', segmentHash(segment.source), order),
      segment.source,
      order,
      async () => ({
        entry: entryOf(unmask(said.text, segment, 'result'), phrasebookName, '', said.confidence),
        fault: undefined,
      }),
    )
    this.#report.onSegment?.(remembered ? 'hot' : 'made', entry.engine)
    return { text: entry.translated, entry, remembered, tier: undefined }
  }

  /** A segment by the first candidate that can; the original when none can. */
  async byEngine(segment: Segment, candidates: readonly Candidate[], order: SpeechOrder): Promise<Spoken> {
    const { source, target, chat, caller, signal } = order
    const hash = segmentHash(segment.source)
    for (const candidate of candidates) {
      const { engine, tier } = candidate
      const opening = this.#openingFor(engine.kind, segment, order)
      try {
        const { entry, remembered, fault } = await this.#memory.recall(
          keyOf(candidate, hash, order, opening && this.#phrasebook?.revision),
          segment.source,
          order,
          async (own) => {
            const task = { source, target, chat, caller, signal: own }
            const { text, confidence, fault } = await translateSegment({
              segment: opening?.rest ?? segment,
              source,
              target,
              engine,
              speak: (texts) => this.#scheduler.submit(engine, texts, task),
            })
            const [kind, model] = fault ? ['none', ''] : [engine.kind, engine.model]
            const whole = fault ? segment.source : (opening?.text ?? '') + text
            return { entry: entryOf(whole, kind, model, confidence), fault }
          },
        )
        this.#report.onSegment?.(fault ? 'kept' : remembered ? 'hot' : 'made', entry.engine)
        return { text: entry.translated, entry, remembered, tier: fault ? undefined : tier, fault }
      } catch (error) {
        if (signal.aborted || error instanceof Problem) throw error
        this.#report.onEngineError?.(candidate, error)
      }
    }
    this.#report.onSegment?.('kept', 'none')
    const entry = entryOf(segment.source, 'none', '', 0)
    return { text: segment.source, entry, remembered: false, tier: undefined, fault: 'empty' }
  }

  /** Rules know no greetings: those stand before the sentence. Models see a sentence whole. */
  #openingFor(
    kind: string,
    segment: Segment,
    { source, target }: SpeechOrder,
  ): { text: string; rest: Segment } | undefined {
    const found = kind === 'apertium' ? this.#phrasebook?.opening(segment.text, source, target) : undefined
    if (!found) return undefined
    const rest = { ...segment, text: found.rest }
    return { text: found.text, rest: { ...rest, source: unmask(found.rest, segment, 'source') } }
  }
}

function entryOf(translated: string, engine: string, model: string, confidence: number): Remembered {
  return { translated, engine, model, confidence, human: false, confirmed: false }
}

/** Where memory keeps what an engine said of a segment; `book` is the revision of the phrase book where that has a part in it. */
export function keyOf(
  { engine }: Candidate,
  hash: string,
  { source, target, glossaryVersion }: Pick<SpeechOrder, 'source' | 'target' | 'glossaryVersion'>,
  book?: string,
): SegmentKey {
  const revision = book === undefined ? engine.revision() : `${engine.revision()}+${book}`
  const parts = { engine: engine.kind, model: engine.model, revision }
  return { hash, field: keyField({ ...parts, source, target, glossaryVersion }), source, target }
}

/** Where memory keeps what the phrase book said of a segment. */
export function phraseKeyOf(
  revision: string,
  hash: string,
  { source, target, glossaryVersion }: Pick<SpeechOrder, 'source' | 'target' | 'glossaryVersion'>,
): SegmentKey {
  const parts = { engine: phrasebookName, model: '', revision }
  return { hash, field: keyField({ ...parts, source, target, glossaryVersion }), source, target }
}
