import type { ChatAuthor } from '@parlance/contracts/chat'

/** Milliseconds that "is typing" stays after the last sign of it. */
const shownMs = 5_000

/** Who is typing right now; each is forgotten by itself. */
export class Typists {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #users = new Map<string, ChatAuthor>()
  readonly #onChange: (users: readonly ChatAuthor[]) => void

  constructor(onChange: (users: readonly ChatAuthor[]) => void) {
    this.#onChange = onChange
  }

  saw(user: ChatAuthor): void {
    clearTimeout(this.#timers.get(user.id))
    this.#timers.set(
      user.id,
      setTimeout(() => this.forget(user.id), shownMs),
    )
    if (this.#users.has(user.id)) return
    this.#users.set(user.id, user)
    this.#tell()
  }

  forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    if (this.#users.delete(id)) this.#tell()
  }

  clear(): void {
    for (const id of [...this.#users.keys()]) this.forget(id)
  }

  #tell(): void {
    this.#onChange([...this.#users.values()])
  }
}
