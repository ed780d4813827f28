/** A good answer, and when it was given. */
export interface LastAnswer {
  readonly body: string
  readonly at: Date
}

/** The last good answer to each question, within a number of characters altogether; what was not asked for longest goes first. */
export class LastAnswers {
  readonly #most: number
  readonly #kept = new Map<string, LastAnswer>()
  #size = 0

  /** @param most characters */
  constructor(most: number) {
    this.#most = most
  }

  keep(question: string, answer: LastAnswer): void {
    this.#forget(question)
    if (answer.body.length > this.#most) return
    this.#kept.set(question, answer)
    this.#size += answer.body.length
    for (const [oldest] of this.#kept) {
      if (this.#size <= this.#most) break
      this.#forget(oldest)
    }
  }

  find(question: string): LastAnswer | undefined {
    const answer = this.#kept.get(question)
    if (answer) {
      this.#kept.delete(question)
      this.#kept.set(question, answer)
    }
    return answer
  }

  #forget(question: string): void {
    this.#size -= this.#kept.get(question)?.body.length ?? 0
    this.#kept.delete(question)
  }
}
