import { isLanguage, type Language, languages } from '@parlance/contracts/languages'
import type { Translator } from './translator.ts'

/** Texts of one request, and characters of all of them together. */
export const maxTexts = 64
export const maxCharacters = 100_000
/** The translation service's own limit. */
const textsPerCall = 64

/** A fault of the request, in LibreTranslate's words. */
export class LibreTranslateError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** LibreTranslate's detection: `confidence` is a percentage. */
export interface LibreDetection {
  readonly confidence: number
  readonly language: string
}

export interface LibreTranslation {
  readonly translatedText: string | string[]
  readonly detectedLanguage?: LibreDetection | LibreDetection[]
  /** Where `alternatives` were asked for: there are none. */
  readonly alternatives?: string[] | string[][]
}

/** LibreTranslate's API over our translation service, so that its clients can be pointed here. */
export interface LibreTranslate {
  /** @throws LibreTranslateError, Problem */
  translate(fields: Readonly<Record<string, unknown>>, caller: string): Promise<LibreTranslation>
  /** @throws LibreTranslateError, Problem */
  detect(fields: Readonly<Record<string, unknown>>): Promise<LibreDetection[]>
  /** @throws Problem */
  languages(): Promise<{ code: string; name: string; targets: string[] }[]>
}

export function createLibreTranslate(translator: Translator): LibreTranslate {
  const detectOne = async (text: string) => {
    const { language, confidence } = await translator.detect({ text })
    return { confidence: Math.round(confidence * 100), language }
  }

  const plainTexts = async (texts: readonly string[], source: string, target: Language, caller: string) => {
    const done: string[] = []
    for (let at = 0; at < texts.length; at += textsPerCall) {
      const part = texts.slice(at, at + textsPerCall)
      const made = await translator.translate({ texts: part, source, target, caller, urgent: true })
      done.push(...made.map(({ translated }) => translated))
    }
    return done
  }
  const htmlText = async (html: string, source: string, target: Language, caller: string) => {
    // The parser is loaded by those who need it.
    const { htmlTexts, replaceTexts } = await import('./html-texts.ts')
    const texts = htmlTexts(html)
    const made = await plainTexts(
      texts.map(({ text }) => text),
      source,
      target,
      caller,
    )
    return replaceTexts(html, texts, made)
  }

  return {
    translate: async (fields, caller) => {
      const { texts, single } = textsOf(fields.q)
      const source = named(fields, 'source')
      const target = named(fields, 'target')
      const format = typeof fields.format === 'string' && fields.format !== '' ? fields.format : 'text'
      if (format !== 'text' && format !== 'html')
        throw new LibreTranslateError(400, `${format} format is not supported`)
      if (source !== 'auto' && !isLanguage(source))
        throw new LibreTranslateError(400, `${source} is not supported`)
      if (!isLanguage(target)) throw new LibreTranslateError(400, `${target} is not supported`)

      const detections = source === 'auto' ? await Promise.all(texts.map(detectOne)) : undefined
      const sources = texts.map((_, index) => detections?.[index]?.language ?? source)
      const translated = new Array<string>(texts.length)
      // Texts of one language go together.
      for (const [from, group] of Map.groupBy(texts.entries(), ([index]) => sources[index] ?? source)) {
        const own = group.map(([, text]) => text)
        const made =
          format === 'html'
            ? await Promise.all(own.map((text) => htmlText(text, from, target, caller)))
            : await plainTexts(own, from, target, caller)
        for (const [at, [index]] of group.entries()) translated[index] = made[at] ?? ''
      }
      const one = <T>(list: readonly T[]) => (single ? (list[0] as T) : [...list])
      return {
        translatedText: one(translated),
        ...(detections ? { detectedLanguage: one(detections) } : {}),
        ...(Number(fields.alternatives) > 0
          ? { alternatives: single ? [] : texts.map((): string[] => []) }
          : {}),
      }
    },

    detect: async (fields) => {
      const { texts } = textsOf(fields.q)
      return [await detectOne(texts[0] ?? '')]
    },

    languages: async () => {
      const names = new Intl.DisplayNames(['en'], { type: 'language' })
      const models = await translator.models()
      const pairs = models.filter(({ available }) => available).flatMap((model) => model.pairs)
      return languages.map((code) => {
        const reached = new Set(pairs.filter(({ source }) => source === code).map(({ target }) => target))
        const targets = languages.filter((each) => each === code || reached.has(each))
        return { code, name: names.of(code) ?? code, targets }
      })
    },
  }
}

function textsOf(q: unknown): { texts: string[]; single: boolean } {
  const single = !Array.isArray(q)
  const texts: unknown[] = single ? [q] : q
  if (q === undefined || q === null || q === '' || texts.length === 0) {
    throw new LibreTranslateError(400, 'Invalid request: missing q parameter')
  }
  if (!texts.every((text) => typeof text === 'string')) {
    throw new LibreTranslateError(400, 'Invalid request: q parameter is not a string or a list of strings')
  }
  if (texts.length > maxTexts) {
    throw new LibreTranslateError(
      400,
      `Invalid request: request (${texts.length}) exceeds batch limit (${maxTexts})`,
    )
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  if (characters > maxCharacters) {
    throw new LibreTranslateError(
      400,
      `Invalid request: request (${characters}) exceeds text limit (${maxCharacters})`,
    )
  }
  return { texts, single }
}

function named(fields: Readonly<Record<string, unknown>>, name: 'source' | 'target'): string {
  const value = fields[name]
  if (typeof value !== 'string' || value === '') {
    throw new LibreTranslateError(400, `Invalid request: missing ${name} parameter`)
  }
  return value
}
