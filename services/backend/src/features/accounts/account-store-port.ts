import type { Language } from '@parlance/contracts/languages'
import type { Role } from './accounts.ts'
import type { StandingStore } from './standing.ts'

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly language: Language
  readonly email: string | null
  readonly passwordHash: string | null
  readonly disabledAt: Date | null
}

export interface SessionRow {
  readonly id: string
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  readonly user: UserRow
}

/** What came of a refresh token that was presented. */
export interface SpentToken {
  readonly session: SessionRow
  /** When it had been spent before; null = it was fresh. */
  readonly spentBefore: Date | null
}

/** Something that somebody will want to know later. */
export interface AuditEntry {
  readonly actorId: string | null
  /** subject.verb */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly detail?: Readonly<Record<string, string>>
  readonly ip: string
  readonly requestId: string
}

/** People and sessions, as the accounts need them. Tokens are kept as SHA-256 alone. */
export interface AccountStore extends StandingStore {
  createGuest(user: { id: string; name: string; language: Language }): Promise<UserRow>
  findUser(id: string): Promise<UserRow | undefined>
  findUserByEmail(email: string): Promise<UserRow | undefined>
  /** A session with its first refresh token. */
  startSession(session: {
    id: string
    userId: string
    userAgent: string
    ip: string
    expiresAt: Date
    tokenHash: string
    now: Date
    /** More than a password was shown. */
    secondFactor: boolean
  }): Promise<void>
  /** Spends a token, at most once. @returns undefined for one that never was */
  spendToken(tokenHash: string, now: Date): Promise<SpentToken | undefined>
  /** Gives a session its next token and prolongs it. */
  renewSession(id: string, renewal: { tokenHash: string; expiresAt: Date; now: Date }): Promise<void>
  /** Ends a guest for good; what they wrote stays. */
  closeGuest(userId: string, now: Date): Promise<void>
  /** Forgets guests made before a time who left nothing behind, at most so many. @returns how many */
  forgetGuests(before: Date, limit: number): Promise<number>
  revokeSession(id: string, reason: string, now: Date): Promise<void>
  audit(entry: AuditEntry): Promise<void>
}
