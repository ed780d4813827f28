import { type Language, languages } from '@parlance/contracts/languages'
import type { TranslatedText, Translator } from '../translate/translator-port.ts'
import type { ListingStore, ListingTexts, MachineTexts } from './listing-store-port.ts'

/** Languages that are worked on at the same time. */
const languagesAtOnce = 3

/**
 * Translates a listing into every language of the site that it has no texts in yet. What no engine can translate is
 * left out, so that readers fall back to the source. With `renew` it is only those of the languages named that a
 * machine has made the texts of, and these are made again.
 *
 * @param onLanguage called after each language: how many of how many are done.
 * @throws Problem where the translation service cannot be used; what is done stays done.
 */
export async function translateListing(
  parts: { store: ListingStore; translator: Translator },
  toolId: string,
  options: {
    signal: AbortSignal
    renew?: readonly string[]
    onLanguage?: (done: number, all: number) => Promise<void>
  },
): Promise<void> {
  const found = await parts.store.readForTranslation(toolId)
  if (!found) return
  const { renew } = options
  const wanted = languages.filter(
    (language) =>
      language !== found.sourceLanguage &&
      (renew
        ? renew.includes(language) && found.machine.includes(language)
        : !found.written.includes(language)),
  )
  const queue = [...wanted]
  const work = async () => {
    for (let language = queue.shift(); language !== undefined; language = queue.shift()) {
      options.signal.throwIfAborted()
      const machine = await translateTexts(parts.translator, found.texts, {
        source: found.sourceLanguage,
        target: language,
        caller: `listing:${toolId}`,
        signal: options.signal,
      })
      if (machine && renew) await parts.store.renewTranslation(toolId, language, machine)
      else if (machine) await parts.store.addTranslation(toolId, language, machine)
      await options.onLanguage?.(wanted.length - queue.length, wanted.length)
    }
  }
  await Promise.all(Array.from({ length: languagesAtOnce }, work))
}

/** @returns undefined where nothing could be translated. */
async function translateTexts(
  translator: Translator,
  texts: ListingTexts,
  to: { source: string; target: Language; caller: string; signal: AbortSignal },
): Promise<MachineTexts | undefined> {
  const asked = texts.questions.flatMap(({ question, answer }) => [question, answer])
  const short = [texts.tagline ?? '', texts.overview ?? '', ...texts.keyFeatures, ...texts.useCases, ...asked]
  const [plain, [description]] = await Promise.all([
    translator.translate({ ...to, texts: short }),
    translator.translate({ ...to, texts: [texts.description ?? ''], format: 'markdown' }),
  ])
  const [tagline, overview, ...lists] = plain
  const features = lists.slice(0, texts.keyFeatures.length)
  const uses = lists.slice(texts.keyFeatures.length, texts.keyFeatures.length + texts.useCases.length)
  const answered = listOf(lists.slice(texts.keyFeatures.length + texts.useCases.length))
  const made: ListingTexts = {
    name: null,
    tagline: textOf(tagline),
    overview: textOf(overview),
    description: textOf(description),
    keyFeatures: listOf(features),
    useCases: listOf(uses),
    questions: answered.flatMap((question, at) =>
      at % 2 === 0 ? [{ question, answer: answered[at + 1] ?? '' }] : [],
    ),
  }
  const spoken = [...plain, ...(description ? [description] : [])].filter(isTranslated)
  // What people corrected is among a machine's texts, and does not speak for them.
  const first = spoken.find(({ engine }) => engine !== 'human') ?? spoken[0]
  if (!first) return undefined
  const confidence = spoken.reduce((sum, each) => sum + each.confidence, 0) / spoken.length
  return { texts: made, engine: first.engine, model: first.model, confidence }
}

function isTranslated({ text, untranslated, engine }: TranslatedText): boolean {
  return text.trim() !== '' && !untranslated && engine !== 'none'
}

function textOf(translated: TranslatedText | undefined): string | null {
  return translated && isTranslated(translated) ? translated.translated : null
}

/** A list is one text to its readers: in one language from end to end, or not at all. */
function listOf(translated: readonly TranslatedText[]): string[] {
  return translated.every(isTranslated) ? translated.map((each) => each.translated) : []
}
