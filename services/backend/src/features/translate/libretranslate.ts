import { isLanguage, type Language, languages } from '@parlance/contracts/languages'
import type { Translator } from './translator-port.ts'

/** Texts of one request, and characters of all of them together. */
export const maxTexts = 64
export const maxCharacters = 100_000

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

/** LibreTranslate's settings of a server: no keys, no files, no suggestions. */
export interface LibreSettings {
  readonly apiKeys: boolean
  readonly charLimit: number
  readonly filesTranslation: boolean
  readonly frontendTimeout: number
  readonly keyRequired: boolean
  readonly language: Readonly<Record<'source' | 'target', { readonly code: string; readonly name: string }>>
  readonly suggestions: boolean
  readonly supportedFilesFormat: readonly string[]
}

/** LibreTranslate's API over our translation service, so that its clients can be pointed here. */
export interface LibreTranslate {
  /** @throws LibreTranslateError, Problem */
  translate(fields: Readonly<Record<string, unknown>>, caller: string): Promise<LibreTranslation>
  /** @throws LibreTranslateError, Problem */
  detect(fields: Readonly<Record<string, unknown>>): Promise<LibreDetection[]>
  /** What clients ask before they begin. */
  settings(): LibreSettings
  /** @throws Problem */
  languages(): Promise<{ code: string; name: string; targets: string[] }[]>
}

export function createLibreTranslate(translator: Translator): LibreTranslate {
  const detectOne = async (text: string) => {
    const { language, confidence } = await translator.detect({ text })
    return { confidence: Math.round(confidence * 100), language }
  }

  /** Texts of one language, in order. @throws LibreTranslateError when nothing translates between the two languages. */
  const translateAll = async (
    texts: readonly string[],
    {
      source,
      target,
      format,
      caller,
    }: { source: string; target: Language; format: 'plain' | 'html'; caller: string },
  ) => {
    const made = await translator.translate({ texts, source, target, format, caller, urgent: true })
    // A text may stay as it is because it is a name, or because nobody speaks both languages: only then is the list asked for.
    if (
      source !== target &&
      made.some(({ untranslated }) => untranslated) &&
      !(await serves(source, target))
    ) {
      const [to, from] = [nameOf(target), nameOf(source)]
      throw new LibreTranslateError(
        400,
        `${to} (${target}) is not available as a target language from ${from} (${source})`,
      )
    }
    return made.map(({ translated }) => translated)
  }
  const serves = async (source: string, target: string) =>
    (await servedPairs()).some((pair) => pair.source === source && pair.target === target)
  const servedPairs = async () =>
    (await translator.models()).filter(({ available }) => available).flatMap((model) => model.pairs)

  return {
    translate: async (fields, caller) => {
      const { texts, single } = textsOf(fields.q)
      const [source, target] = [codeOf(named(fields, 'source')), codeOf(named(fields, 'target'))]
      const format = typeof fields.format === 'string' && fields.format !== '' ? fields.format : 'text'
      if (format !== 'text' && format !== 'html')
        throw new LibreTranslateError(400, `${format} format is not supported`)
      if (source !== 'auto' && !isLanguage(source))
        throw new LibreTranslateError(400, `${fields.source} is not supported`)
      if (!isLanguage(target)) throw new LibreTranslateError(400, `${fields.target} is not supported`)

      const words = (text: string) => (format === 'html' ? text.replace(/<[^>]*>/g, ' ') : text)
      const detections =
        source === 'auto' ? await Promise.all(texts.map((text) => detectOne(words(text)))) : undefined
      const sources = texts.map((_, index) => detections?.[index]?.language ?? source)
      const translated = new Array<string>(texts.length)
      // Texts of one language go together.
      for (const [from, group] of Map.groupBy(texts.entries(), ([index]) => sources[index] ?? source)) {
        const own = group.map(([, text]) => text)
        const made = await translateAll(own, {
          source: from,
          target,
          format: format === 'html' ? 'html' : 'plain',
          caller,
        })
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

    settings: () => ({
      apiKeys: false,
      charLimit: maxCharacters,
      filesTranslation: false,
      frontendTimeout: 500,
      keyRequired: false,
      language: {
        source: { code: 'auto', name: 'Auto Detect' },
        target: { code: 'en', name: nameOf('en') },
      },
      suggestions: false,
      supportedFilesFormat: [],
    }),

    languages: async () => {
      const pairs = await servedPairs()
      return languages.map((code) => {
        const reached = new Set(pairs.filter(({ source }) => source === code).map(({ target }) => target))
        const targets = languages.filter((each) => each === code || reached.has(each))
        return { code, name: nameOf(code), targets }
      })
    },
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })

function nameOf(code: string): string {
  return names.of(code) ?? code
}

/** A code as clients write it, by its language: `pt-BR`, `pt_br` and LibreTranslate's own `pb` are `pt`. */
function codeOf(value: string): string {
  const [primary = ''] = value.toLowerCase().split(/[-_]/)
  return primary === 'pb' ? 'pt' : primary
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
