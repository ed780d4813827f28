import type { Language } from '@parlance/contracts/languages'

export type Tier = 'basic' | 'medium' | 'premium'
export type TextFormat = 'plain' | 'markdown' | 'html' | 'message'

/** Texts to translate, in order. */
export interface TranslationRequest {
  readonly texts: readonly string[]
  /** Absent: the language of each text is detected. */
  readonly source?: string
  readonly target: Language
  readonly tier?: Tier
  readonly format?: TextFormat
  /** Somebody waits for it: before the catalogue's work. */
  readonly urgent?: boolean
  /** Who is served fairly beside others: a user, a room, a job. */
  readonly caller?: string
  /** The author's language, the prior of detection. */
  readonly prior?: string
  readonly signal?: AbortSignal
}

export interface TranslatedText {
  readonly text: string
  readonly source: string
  /** The original where nothing could translate it. */
  readonly translated: string
  /** apertium, bergamot, onnx, http, gemini, phrasebook, human; "none" = untranslated. */
  readonly engine: string
  readonly model: string
  /** 0 to 1. */
  readonly confidence: number
  readonly remembered: boolean
  readonly untranslated: boolean
  readonly note: string
}

/** A model of the translation service. */
export interface ModelView {
  readonly tier: Tier
  readonly engine: string
  readonly model: string
  readonly revision: string
  readonly licence: string
  readonly commercialUse: boolean
  readonly available: boolean
  readonly problem: string
  readonly loaded: boolean
  readonly memoryBytes: number
  readonly pairs: { readonly source: string; readonly target: string; readonly via: string[] }[]
}

/** The translation service, as the rest of the backend asks it. */
export interface Translator {
  /** One answer a text, in order. @throws Problem */
  translate(request: TranslationRequest): Promise<TranslatedText[]>
  /** The language of a text among those of the site, with how sure that is (0 to 1). @throws Problem */
  detect(request: {
    text: string
    prior?: Language
    signal?: AbortSignal
  }): Promise<{ language: string; confidence: number }>
  /** @throws Problem */
  models(): Promise<ModelView[]>
}
