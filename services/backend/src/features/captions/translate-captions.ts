import { type Language, languages } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Translator } from '../translate/translator-port.ts'
import type { CaptionStore, CaptionsToTranslate, TranslatedLine } from './caption-ports.ts'
import type { CaptionLine } from './captions.ts'

/** Texts that are translated by one call. */
const textsAtOnce = 100

/** Parts that are translated each for itself: what several speakers say in one caption, else all of it as one text. */
export function partsOf(text: string): string[] {
  const lines = text.split('\n')
  return lines.length > 1 && lines.every((line) => /^[-–—] ?\S/.test(line)) ? lines : [lines.join(' ')]
}

/**
 * Translates the captions of a video, line by line with their times, into every language of the site that has none of its own.
 * What people corrected stays while the line that it translates is the same; what no engine can translate at all is left out.
 *
 * @throws Problem where the translation service cannot be used, `aborted` where people change captions meanwhile; what is done
 *   stays done
 */
export async function translateCaptions(
  { store, translator }: { readonly store: CaptionStore; readonly translator: Translator },
  videoId: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const found = await store.toTranslate(videoId)
  if (!found) return
  const { original, others } = found
  let written = true
  for (const language of languages) {
    const track = others.find((each) => each.language === language)
    const current = track && (track.origin !== 'machine' || track.madeFrom === original.revision)
    if (language === original.language || current) continue
    signal.throwIfAborted()
    const caller = `captions:${videoId}`
    const lines = await translateLines(translator, found, language, track?.lines ?? [], { caller, signal })
    if (!lines) continue
    const made = { original, revision: track?.revision ?? 0, lines }
    written = (await store.putTranslation(videoId, language, made)) && written
  }
  if (!written) throw new Problem('aborted', 'Captions changed while they were translated.')
}

/** @returns undefined where nothing could be translated */
async function translateLines(
  translator: Translator,
  { original }: CaptionsToTranslate,
  target: Language,
  before: readonly CaptionLine[],
  options: { caller: string; signal: AbortSignal },
): Promise<TranslatedLine[] | undefined> {
  // A person's word for a line comes before a machine's for the same one.
  const known = new Map<string, CaptionLine>()
  for (const line of before.toSorted((a, b) => Number(a.source === 'human') - Number(b.source === 'human'))) {
    if (line.sourceText !== null && (line.source === 'human' || line.confidence !== 0))
      known.set(line.sourceText, line)
  }
  const parts = original.lines.flatMap(({ text }) => (known.has(text) ? [] : partsOf(text)))
  const texts = [...new Set(parts)]
  const translated = new Map<string, { text: string; human: boolean; confidence: number }>()
  for (let at = 0; at < texts.length; at += textsAtOnce) {
    const request = { texts: texts.slice(at, at + textsAtOnce), source: original.language, target }
    for (const each of await translator.translate({ ...request, ...options })) {
      const done = !each.untranslated && each.engine !== 'none' && each.translated.trim() !== ''
      translated.set(each.text, {
        text: done ? each.translated.replace(/\s+/g, ' ').trim() : each.text,
        human: each.engine === 'human',
        confidence: done ? each.confidence : 0,
      })
    }
  }
  const lines = original.lines.map(({ startMs, endMs, text }): TranslatedLine => {
    const there = known.get(text)
    if (there) return { ...there, startMs, endMs }
    const made = partsOf(text).map(
      (part) => translated.get(part) ?? { text: part, human: false, confidence: 0 },
    )
    return {
      startMs,
      endMs,
      text: made.map((part) => part.text).join('\n'),
      source: made.every(({ human }) => human) ? 'human' : 'machine',
      sourceText: text,
      confidence: Math.min(...made.map(({ confidence }) => confidence)),
    }
  })
  return lines.some(({ source, confidence }) => source === 'human' || confidence !== 0) ? lines : undefined
}
