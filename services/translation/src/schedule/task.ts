import type { EngineAnswer } from '../engines/engine.ts'

/** One segment on its way to an engine. */
export interface Task {
  readonly text: string
  readonly source: string
  readonly target: string
  /** In the engine's units, about a token each. */
  readonly cost: number
  readonly chat: boolean
  readonly caller: string
  readonly signal: AbortSignal
  readonly promise: Promise<EngineAnswer>
  readonly resolve: (answer: EngineAnswer) => void
  readonly reject: (error: unknown) => void
  state: 'waiting' | 'running' | 'settled'
}
