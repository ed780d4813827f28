import type { ClientFrame, maxBodyLength } from '@parlance/contracts/chat'
import type { Language } from '../../i18n/languages.ts'
import type { Pending } from './timeline.ts'

/** Longest message, in UTF-16 code units; the type holds it to the protocol's own without its schema code. */
export const bodyLimit: typeof maxBodyLength = 4_000

/** Milliseconds after which a message without acknowledgement on a live connection counts as failed. */
export const ackDeadlineMs = 10_000

/** The frame that says a message. The same `clientId` again is harmless, so a retry is the same frame. */
export function sendFrame(room: string, { clientId, body, lang }: Pending): ClientFrame {
  return { type: 'send', room, clientId, body, ...(lang && { lang }) }
}

/** A message of the reader's own, not yet sent. */
export function newPending(body: string, lang: Language | undefined): Pending {
  return { clientId: crypto.randomUUID(), body, lang, createdAt: new Date().toISOString(), status: 'sending' }
}

/** What somebody typed as it will be sent: no blank lines at the ends; undefined where there is nothing to say. */
export function readBody(typed: string): string | undefined {
  const body = typed
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
  return body.trim() === '' || body.length > bodyLimit ? undefined : body
}

/** Deadlines of messages that wait for their acknowledgement. */
export class AckDeadlines {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #onMissed: (clientId: string) => void

  constructor(onMissed: (clientId: string) => void) {
    this.#onMissed = onMissed
  }

  start(clientId: string): void {
    this.settle(clientId)
    this.#timers.set(
      clientId,
      setTimeout(() => {
        this.#timers.delete(clientId)
        this.#onMissed(clientId)
      }, ackDeadlineMs),
    )
  }

  settle(clientId: string): void {
    clearTimeout(this.#timers.get(clientId))
    this.#timers.delete(clientId)
  }

  clear(): void {
    for (const clientId of [...this.#timers.keys()]) this.settle(clientId)
  }
}
