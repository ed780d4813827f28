/** Named doors that hold an answer back until a test lets it through, so that no test guesses how long a step takes. */
export class Gates {
  readonly #gates = new Map<
    string,
    { opened: PromiseWithResolvers<void>; reached: PromiseWithResolvers<void> }
  >()

  #gate(name: string) {
    const known = this.#gates.get(name)
    if (known) return known
    const made = { opened: Promise.withResolvers<void>(), reached: Promise.withResolvers<void>() }
    this.#gates.set(name, made)
    return made
  }

  /** Waits at the door; who comes after it was opened walks through. */
  pass(name: string): Promise<void> {
    const { opened, reached } = this.#gate(name)
    reached.resolve()
    return opened.promise
  }

  /** Settles when somebody has come to the door. */
  reached(name: string): Promise<void> {
    return this.#gate(name).reached.promise
  }

  open(name: string): void {
    this.#gate(name).opened.resolve()
  }

  /** Lets everybody through, before the site closes. */
  openAll(): void {
    for (const { opened } of this.#gates.values()) opened.resolve()
  }
}
