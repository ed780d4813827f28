/** The files of one direction, from one language to another. */
export interface PairFiles {
  readonly source: string
  readonly target: string
  readonly model: string
  /** Empty: every word of the vocabulary may come. */
  readonly shortlist: string
  /** One that both languages share, or the source's and the target's. */
  readonly vocabularies: readonly string[]
  /** How its weights are multiplied. */
  readonly precision: 'float32' | 'int8shiftAll' | 'int8shiftAlphaAll'
}

/** One batch for the process that runs the engine. */
export interface BergamotJob {
  /** One direction, or two with a language between them. */
  readonly hops: readonly PairFiles[]
  /** Sentences as HTML: `&`, `<` and `>` are escaped, spans are elements. */
  readonly texts: readonly string[]
  /** What is not urgent pauses between two slices of a batch while something urgent is translated. */
  readonly urgent: boolean
}
