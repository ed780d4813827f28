import type { Client } from 'pg'

/**
 * Work over several connections to one database: whoever has one free takes the next piece. The first error ends all of it: what
 * runs on the others is not waited for, their connections are closed.
 */
export class WorkQueue<Piece> {
  readonly #work: (client: Client, piece: Piece) => Promise<unknown>
  readonly #pieces: Piece[] = []
  #atWork = 0
  #closed = false
  #fault: { readonly error: unknown } | undefined
  #changed = Promise.withResolvers<void>()

  /** @param work does one piece on a connection that does nothing else meanwhile */
  constructor(work: (client: Client, piece: Piece) => Promise<unknown>) {
    this.#work = work
  }

  /** @throws the error that has ended it */
  add(...pieces: readonly Piece[]): void {
    if (this.#fault) throw this.#fault.error
    this.#pieces.push(...pieces)
    this.#tell()
  }

  /** Nothing more is added. */
  close(): void {
    this.#closed = true
    this.#tell()
  }

  /**
   * Has others work while `main` does something of its own, which adds pieces, closes the queue and may then help by `workOff`.
   *
   * @throws the first error of anybody; what `main` was doing is over when its connection is closed
   */
  async withHelp<T>(others: readonly Client[], main: () => Promise<T>): Promise<T> {
    const working = main()
    try {
      await Promise.all([working, ...others.map((client) => this.workOff(client))])
      return await working
    } catch (error) {
      this.#fail(error)
      // Ends the statement here at once, and in the server when the database is dropped.
      await Promise.all(others.map((client) => client.end()))
      throw this.#fault?.error
    }
  }

  /**
   * Takes pieces until the queue is closed and all of them are done, those that others took too: what comes after may build on
   * any of them. @throws the first error
   */
  async workOff(client: Client): Promise<void> {
    while (!this.#fault) {
      const [piece] = this.#pieces.splice(0, 1)
      if (piece !== undefined) await this.#take(client, piece)
      else if (this.#closed && this.#atWork === 0) return
      else await this.#changed.promise
    }
    throw this.#fault.error
  }

  async #take(client: Client, piece: Piece): Promise<void> {
    this.#atWork += 1
    await this.#work(client, piece).catch((error: unknown) => this.#fail(error))
    this.#atWork -= 1
    this.#tell()
  }

  #fail(error: unknown): void {
    this.#fault ??= { error }
    this.#tell()
  }

  #tell(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

/** The same for what is known before. @returns what came of each piece, in their order */
export async function sideBySide<Piece, Made>(
  [client, ...others]: readonly [Client, ...Client[]],
  pieces: readonly Piece[],
  work: (client: Client, piece: Piece) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = []
  const queue = new WorkQueue<readonly [number, Piece]>(async (one, [at, piece]) => {
    made[at] = await work(one, piece)
  })
  queue.add(...pieces.map((piece, at) => [at, piece] as const))
  queue.close()
  await queue.withHelp(others, () => queue.workOff(client))
  return made
}
