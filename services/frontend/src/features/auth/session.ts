import type { SignedIn } from '../../api/types.ts'
import { read, write } from '../../components/storage.ts'

const storageKey = 'parlance_session'

/** Who somebody is to the backend, with the token that shows it. */
export type Session = SignedIn

type Listener = () => void

/** Seconds before its end in which a token counts as ended, so that no request starts with a dying one. */
const marginSeconds = 5

/**
 * The session of this browser, shared by its tabs. Guests live in it alone; members can renew theirs by the refresh
 * cookie, which no script can read.
 */
export class SessionStore {
  readonly #listeners = new Set<Listener>()
  #text: string | null | undefined
  #session: Session | undefined

  /** The session as it stands; the same object until it changes. */
  readonly get = (): Session | undefined => {
    const text = read(storageKey)
    if (text !== this.#text) {
      this.#text = text
      this.#session = parseSession(text)
    }
    return this.#session
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    const fromOtherTab = (event: StorageEvent) => {
      if (event.key === storageKey || event.key === null) listener()
    }
    this.#listeners.add(listener)
    window.addEventListener('storage', fromOtherTab)
    return () => {
      this.#listeners.delete(listener)
      window.removeEventListener('storage', fromOtherTab)
    }
  }

  set(session: Session | undefined): void {
    if (session) write(storageKey, JSON.stringify(session))
    else write(storageKey, null)
    for (const listener of this.#listeners) listener()
  }
}

/** The one store of the page. */
export const sessions = new SessionStore()

/** A session out of what was stored; undefined where it is not one, or is of an older form. */
export function parseSession(text: string | null): Session | undefined {
  if (!text) return undefined
  try {
    const value = JSON.parse(text) as Partial<Session>
    const whole =
      typeof value.token === 'string' &&
      typeof value.expiresAt === 'string' &&
      typeof value.user?.name === 'string'
    return whole ? (value as Session) : undefined
  } catch {
    return undefined
  }
}

/** Milliseconds until a session must be renewed; 0 or less = it has ended. */
export function remainingMs(session: Pick<Session, 'expiresAt'>, now: number): number {
  return Date.parse(session.expiresAt) - marginSeconds * 1_000 - now
}
