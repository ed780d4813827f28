import type { ManageError } from './errors.ts'
import type { PrintedStep } from './steps.ts'

export type Paint = (text: string) => string

/** Colours of one stream: real on a terminal, none elsewhere. */
export interface Style {
  bold: Paint
  dim: Paint
  red: Paint
  green: Paint
  yellow: Paint
  blue: Paint
  magenta: Paint
  cyan: Paint
}

/** Where results go. One of these exists in a run: it alone knows whether a person or a program reads. */
export interface Output {
  readonly json: boolean
  readonly style: Style
  /** Colours of the error stream. */
  readonly errorStyle: Style
  /** Prose for the person who waits: progress, choices, warnings. Stdout for people, stderr beside JSON. */
  say(line: string): void
  /** One record of a stream: a line of NDJSON, or the given text. */
  record(value: unknown, text: string): void
  /** The one result. */
  result(value: unknown, text: string): void
  /** What would be done. */
  plan(steps: readonly PrintedStep[]): void
  error(error: ManageError, debug: boolean): void
}
