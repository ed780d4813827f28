import { names, read, write } from '../../components/storage.ts'
import { isLanguage, type Language } from '../../i18n/languages.ts'
import { unsentPrefix as prefix, subscribeToOutbox, tellOutboxChanged } from './outbox-signal.ts'

/** A message that the server has not confirmed, as it is kept over reloads. */
export interface Unsent {
  readonly clientId: string
  readonly room: string
  /** Who wrote it: it goes out in nobody else's name. */
  readonly userId: string
  readonly body: string
  readonly lang: Language | undefined
  /** ISO 8601, by the writer's clock. */
  readonly createdAt: string
  /** Milliseconds since the epoch, rising with each: the order to send in. */
  readonly order: number
  readonly status: 'sending' | 'failed'
  /** Why it failed: a domain code. */
  readonly code?: string
}

/**
 * What is still to be said, in every room: one entry of the browser's storage for each message, so that tabs never write
 * over each other's. Whoever sends takes an entry out only once the server has confirmed it, and the same `clientId` sent
 * twice is one message: no tab needs to know of another.
 */
export class OutboxStore {
  #last = 0

  /** Everything, in the order to send in. */
  all(): Unsent[] {
    return names(prefix)
      .flatMap((name) => parse(read(name)) ?? [])
      .toSorted((a, b) => a.order - b.order || (a.clientId < b.clientId ? -1 : 1))
  }

  get(clientId: string): Unsent | undefined {
    return parse(read(prefix + clientId))
  }

  add(message: Omit<Unsent, 'order'>, now = Date.now()): void {
    this.#last = Math.max(now, this.#last + 1)
    this.#write({ ...message, order: this.#last })
  }

  /** Changes an entry, unless it was confirmed or discarded meanwhile. */
  change(clientId: string, change: Pick<Unsent, 'status'> & Partial<Pick<Unsent, 'code' | 'userId'>>): void {
    const known = this.get(clientId)
    if (!known) return
    const { code: _, ...rest } = known
    this.#write({ ...rest, ...change })
  }

  remove(clientId: string): void {
    if (read(prefix + clientId) === null) return
    write(prefix + clientId, null)
    tellOutboxChanged()
  }

  /** Called after every change, also those of other tabs. */
  readonly subscribe = subscribeToOutbox

  #write(message: Unsent): void {
    write(prefix + message.clientId, JSON.stringify(message))
    tellOutboxChanged()
  }
}

/** The one outbox of this browser. */
export const outbox = new OutboxStore()

function parse(text: string | null): Unsent | undefined {
  if (!text) return undefined
  try {
    const { lang, ...rest } = JSON.parse(text) as Unsent
    const whole =
      [rest.clientId, rest.room, rest.userId, rest.body, rest.createdAt].every(
        (each) => typeof each === 'string',
      ) && typeof rest.order === 'number'
    return whole ? { ...rest, lang: isLanguage(lang) ? lang : undefined } : undefined
  } catch {
    return undefined
  }
}
