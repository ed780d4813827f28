import { createHash } from 'node:crypto'
import { type Detection, detectLanguage } from '../detection/detect.ts'
import type { Remembered } from '../memory/hot-memory-port.ts'
import { segmentHash } from '../memory/segment-key.ts'
import type { Memory } from '../memory/segment-memory.ts'
import type { TextCache } from '../memory/text-cache.ts'
import type { Phrasebook } from '../phrasebook/phrasebook.ts'
import { Limit } from '../schedule/limit.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import type { Part, Segment } from '../text/document.ts'
import { Glossary, type GlossaryTerm } from '../text/glossary.ts'
import type { Candidate, TierName, Tiers } from '../tiers.ts'
import { keyOf, phraseKeyOf, Speaker, type SpeakerReport } from './speaker.ts'
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

/** Texts longer than so many characters are not looked for in the phrase book where no engine serves the pair. */
const longestUnserved = 1_000

/** Texts in, translations out: detection, tiers, memory, the scheduler and the text pipeline, in that order. */
export class Translator {
  readonly #tiers: Tiers
  readonly #scheduler: Scheduler
  readonly #memory: Memory
  readonly #texts: TextCache<Translated>
  readonly #phrasebook: Phrasebook | undefined
  readonly #report: SpeakerReport
  readonly #speaker: Speaker

  constructor(parts: {
    tiers: Tiers
    scheduler: Scheduler
    memory: Memory
    texts: TextCache<Translated>
    /** Short lines that are put by hand, before any engine is asked. */
    phrasebook?: Phrasebook
    report?: SpeakerReport
  }) {
    this.#tiers = parts.tiers
    this.#scheduler = parts.scheduler
    this.#memory = parts.memory
    this.#texts = parts.texts
    this.#phrasebook = parts.phrasebook
    this.#report = parts.report ?? {}
    this.#speaker = new Speaker(parts.scheduler, parts.memory, this.#report, parts.phrasebook)
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
    const unserved = `nothing here translates ${source} to ${target}`
    // Without an engine the phrase book is all there is, and it has no long texts: they need not be parsed.
    if (candidates.length === 0 && (!this.#phrasebook || text.length > longestUnserved)) return kept(unserved)
    const parts = await parseText(text, options.format, {
      language: source,
      glossary: options.terms,
    })
    const segments = parts.filter((part) => typeof part !== 'string')
    if (segments.length === 0) return kept('there is nothing to translate')
    const inBook = (segment: Segment) => this.#phrasebook?.translate(segment.text, source, target)
    // Half a text in another language is worse than all of it in one.
    if (candidates.length === 0 && !segments.every(inBook)) return kept(unserved)

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
    const order = { ...options, source }
    const spoken = await Promise.all(
      segments.map((segment) =>
        options.limit.run(() => {
          const said = inBook(segment)
          return said
            ? this.#speaker.fromPhrasebook(segment, said, order)
            : this.#speaker.byEngine(segment, candidates, order)
        }),
      ),
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
    const hash = segmentHash(text.trim())
    const pair = { source, target, glossaryVersion }
    const key = first ? keyOf(first, hash, pair) : phraseKeyOf(this.#phrasebook?.revision ?? '', hash, pair)
    return this.#memory.correctionOf(key)
  }
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
