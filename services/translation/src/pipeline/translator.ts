import { createHash } from 'node:crypto'
import { Problem } from '@parlance/service-kit'
import { type Detection, detectLanguage } from '../detection/detect.ts'
import type { Remembered } from '../memory/hot.ts'
import { keyField, type SegmentKey, segmentHash } from '../memory/key.ts'
import type { Memory } from '../memory/memory.ts'
import type { TextCache } from '../memory/text-cache.ts'
import { Limit } from '../schedule/limit.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import type { Part, Segment } from '../text/document.ts'
import { Glossary, type GlossaryTerm } from '../text/glossary.ts'
import type { Candidate, TierName, Tiers } from '../tiers.ts'
import { translateSegment } from './segment.ts'
import { type Format, keepsStructure, keptNote, parseText } from './text.ts'
import { type Spoken, summarise, type Translated, untranslated } from './translated.ts'

/** What all texts of a request share. */
export interface TranslateOptions {
  readonly target: string
  readonly tier: TierName
  readonly format: Format
  readonly chat: boolean
  readonly prior: string
  readonly glossary: readonly GlossaryTerm[]
  readonly glossaryVersion: string
  readonly caller: string
  readonly fresh: boolean
  readonly signal: AbortSignal
}

/** What the translator works out once for all texts of a request. */
interface Session extends TranslateOptions {
  readonly terms: Glossary
  /** A request has only so many segments on their way, so that a huge one does not fill the queue. */
  readonly limit: Limit
}

/** Segments of one request on their way at once. */
const maxInFlight = 2_000

/** What the translator reports. */
export interface TranslatorReport {
  readonly onSegment?: (how: 'hot' | 'text' | 'made' | 'kept', engine: string) => void
  /** A segment goes on to the next tier, or is kept: nobody gets an error page for one. */
  readonly onEngineError?: (candidate: Candidate, error: unknown) => void
}

/** Texts in, translations out: detection, tiers, memory, the scheduler and the text pipeline, in that order. */
export class Translator {
  readonly #tiers: Tiers
  readonly #scheduler: Scheduler
  readonly #memory: Memory
  readonly #texts: TextCache<Translated>
  readonly #report: TranslatorReport

  constructor(parts: {
    tiers: Tiers
    scheduler: Scheduler
    memory: Memory
    texts: TextCache<Translated>
    report?: TranslatorReport
  }) {
    this.#tiers = parts.tiers
    this.#scheduler = parts.scheduler
    this.#memory = parts.memory
    this.#texts = parts.texts
    this.#report = parts.report ?? {}
  }

  /**
   * Makes the function that translates the texts of one request; `source` empty = detect.
   * @throws Problem `rate-limited` when the queue is full; the signal's reason when it aborts.
   */
  session(options: TranslateOptions): (text: string, source: string) => Promise<Translated> {
    const session: Session = {
      ...options,
      glossaryVersion: options.glossaryVersion || digest(options.glossary),
      terms: options.glossary.length > 0 ? new Glossary(options.glossary, options.target) : Glossary.none,
      limit: new Limit(Math.min(maxInFlight, Math.ceil(this.#scheduler.maxDepth / 2))),
    }
    const { glossaryVersion } = session
    const shared = `${options.target}|${options.tier}|${options.format}|${glossaryVersion}|`
    return async (text, named) => {
      options.signal.throwIfAborted()
      const detection: Detection = named
        ? { language: named, confidence: 1 }
        : await detectLanguage(text, options.prior)
      const source = detection.language
      const cacheKey = `${source}|${shared}${text}`
      const cached = options.fresh ? undefined : this.#texts.get(cacheKey)
      if (cached) {
        this.#report.onSegment?.('text', cached.engine)
        return { ...cached, remembered: true, detectionConfidence: detection.confidence }
      }
      const result = await this.#translate(text, detection, session)
      if (result.cacheable) this.#texts.set(cacheKey, result.translated)
      return result.translated
    }
  }

  async #translate(
    text: string,
    { language: source, confidence: detectionConfidence }: Detection,
    options: Session,
  ): Promise<{ translated: Translated; cacheable: boolean }> {
    const { target } = options
    const kept = (note: string) => ({
      translated: untranslated(text, source, detectionConfidence, note),
      cacheable: false,
    })
    if (source === target) return kept(`it is in ${target} already`)
    if (source === '') return kept('no language could be made out')
    const candidates = this.#tiers.candidates(options.tier, source, target)
    if (candidates.length === 0) return kept(`nothing here translates ${source} to ${target}`)
    const parts = await parseText(text, options.format, {
      language: source,
      glossary: options.terms,
    })
    const segments = parts.filter((part) => typeof part !== 'string')
    if (segments.length === 0) return kept('there is nothing to translate')

    const { attached } = this.#memory.permanent
    const correction = attached ? await this.#correction(text, source, options, candidates) : undefined
    if (correction) {
      const spoken: Spoken = {
        text: correction.translated,
        entry: correction,
        remembered: true,
        tier: options.tier,
      }
      return {
        translated: {
          ...summarise([spoken]),
          text,
          source,
          translated: correction.translated,
          detectionConfidence,
        },
        cacheable: true,
      }
    }
    const spoken = await Promise.all(
      segments.map((segment) => options.limit.run(() => this.#segment(segment, source, options, candidates))),
    )
    const translated = join(parts, spoken)
    if (!(await keepsStructure(text, translated, options.format))) {
      return kept(keptNote(segments.length, segments.length, 'markup'))
    }
    return {
      translated: { ...summarise(spoken), text, source, translated, detectionConfidence },
      cacheable: spoken.every(({ fault, entry }) => !fault && (entry.confirmed || !attached)),
    }
  }

  async #correction(
    text: string,
    source: string,
    { target, glossaryVersion }: TranslateOptions,
    [first]: readonly Candidate[],
  ): Promise<Remembered | undefined> {
    if (!first) return undefined
    const hash = segmentHash(text.trim())
    return this.#memory.correctionOf(keyOf(first, hash, source, target, glossaryVersion))
  }

  /** One segment by the first candidate that can; the original when none can. */
  async #segment(
    segment: Segment,
    source: string,
    options: TranslateOptions,
    candidates: readonly Candidate[],
  ): Promise<Spoken> {
    const { target, signal, chat, caller, glossaryVersion } = options
    const hash = segmentHash(segment.source)
    for (const candidate of candidates) {
      const { engine, tier } = candidate
      try {
        const { entry, remembered, fault } = await this.#memory.recall(
          keyOf(candidate, hash, source, target, glossaryVersion),
          segment.source,
          { fresh: options.fresh, signal },
          async (own) => {
            const order = { source, target, chat, caller, signal: own }
            const result = await translateSegment({
              segment,
              source,
              target,
              engine,
              speak: (texts) => this.#scheduler.submit(engine, texts, order),
            })
            const entry: Remembered = {
              translated: result.text,
              engine: result.fault ? 'none' : engine.kind,
              model: result.fault ? '' : engine.model,
              confidence: result.confidence,
              human: false,
              confirmed: false,
            }
            return { entry, fault: result.fault }
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
    return {
      text: segment.source,
      entry: {
        translated: segment.source,
        engine: 'none',
        model: '',
        confidence: 0,
        human: false,
        confirmed: false,
      },
      remembered: false,
      tier: undefined,
      fault: 'empty',
    }
  }
}

function keyOf(
  { engine }: Candidate,
  hash: string,
  source: string,
  target: string,
  glossaryVersion: string,
): SegmentKey {
  const parts = {
    engine: engine.kind,
    model: engine.model,
    revision: engine.revision(),
    source,
    target,
    glossaryVersion,
  }
  return { hash, field: keyField(parts), source, target }
}

function join(parts: readonly Part[], spoken: readonly Spoken[]): string {
  let next = 0
  return parts
    .map((part) => (typeof part === 'string' ? part : (spoken[next++]?.text ?? part.source)))
    .join('')
}

/** A version for a glossary that came without one. */
function digest(glossary: readonly GlossaryTerm[]): string {
  if (glossary.length === 0) return ''
  return createHash('sha256').update(JSON.stringify(glossary)).digest('hex').slice(0, 16)
}
