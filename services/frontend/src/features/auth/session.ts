import type { SignedIn } from '../../api/rest-types.ts'
import { read, write } from '../../components/storage.ts'

const storageKey = 'parlance_session'

/** Who somebody is, and until when. What proves it to the backend is in cookies that no script can read. */
export type Session = Pick<SignedIn, 'expiresAt' | 'user'>

type Listener = () => void

/** Seconds before its end in which a session counts as ended, so that no request starts with a dying one. */
const marginSeconds = 5

/** The session of this browser, shared by its tabs. Members can renew theirs by the refresh cookie. */
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
    if (session) write(storageKey, JSON.stringify({ expiresAt: session.expiresAt, user: session.user }))
    else write(storageKey, null)
    for (const listener of this.#listeners) listener()
  }

  /** The backend does not take it any more: it ends now, or is renewed. */
  expire(): void {
    const session = this.get()
    if (session) this.set({ ...session, expiresAt: new Date(0).toISOString() })
  }
}

/** The one store of the page. */
export const sessions = new SessionStore()

/** A session out of what was stored; undefined where it is not one, or is of an older form. */
export function parseSession(text: string | null): Session | undefined {
  if (!text) return undefined
  try {
    const value = JSON.parse(text) as Partial<Session>
    // Those of older versions held their token, and have no cookie: their people take a name or sign in again.
    const whole =
      !('token' in value) && typeof value.expiresAt === 'string' && typeof value.user?.name === 'string'
    return whole ? (value as Session) : undefined
  } catch {
    return undefined
  }
}

/** Milliseconds until a session must be renewed; 0 or less = it has ended. */
export function remainingMs(session: Pick<Session, 'expiresAt'>, now: number): number {
  return Date.parse(session.expiresAt) - marginSeconds * 1_000 - now
}
