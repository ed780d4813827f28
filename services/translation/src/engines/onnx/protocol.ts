import type { Prompt } from './families.ts'
import type { Dtype } from './installed-model.ts'

/** What the service tells the process that runs a model. */
export type ToModel =
  | { readonly type: 'load'; readonly folder: string; readonly dtype: Dtype; readonly threads: number }
  | (ModelJob & { readonly type: 'translate'; readonly id: number })
  | { readonly type: 'cancel'; readonly id: number }

/** One batch for a model. */
export interface ModelJob {
  readonly texts: readonly string[]
  readonly prompt: Prompt
  /** What is not urgent pauses between two tokens while something urgent is translated. */
  readonly urgent: boolean
}

/** What that process answers. */
export type FromModel =
  | { readonly type: 'loaded' }
  | { readonly type: 'failed'; readonly problem: string }
  | { readonly type: 'translated'; readonly id: number; readonly answers: readonly ModelAnswer[] }
  | { readonly type: 'refused'; readonly id: number; readonly problem: string }

/** One translated text; `confidence` is the geometric mean of its tokens' probabilities. */
export interface ModelAnswer {
  readonly text: string
  readonly confidence: number
}
