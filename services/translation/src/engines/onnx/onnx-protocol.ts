import type { Prompt } from './families.ts'
import type { Dtype } from './installed-model.ts'

/** Which model a process loads; `threads` of its arithmetic are pinned: two models do not fight for all cores. */
export interface ModelLoad {
  readonly folder: string
  readonly dtype: Dtype
  readonly threads: number
}

/** One batch for a model. Its answers' confidence is the geometric mean of their tokens' probabilities. */
export interface ModelJob {
  readonly texts: readonly string[]
  readonly prompt: Prompt
  /** What is not urgent pauses between two tokens while something urgent is translated. */
  readonly urgent: boolean
}
