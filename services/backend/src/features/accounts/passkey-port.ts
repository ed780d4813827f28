import type { By } from '../administration/changes.ts'

/** A passkey as its owner sees it. */
export interface PasskeyView {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** A passkey as signatures are checked with it. */
export interface PasskeyRow {
  readonly id: string
  readonly userId: string
  /** Base64url. */
  readonly credentialId: string
  /** COSE. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
}

/** What came of adding one: `known` is on this device already, `full` has as many as somebody may have. */
export type PasskeyAdded = 'added' | 'known' | 'full'

/** Passkeys, and the challenges that they sign. */
export interface PasskeyStore {
  list(userId: string): Promise<PasskeyView[]>
  /** Their identifiers on devices, so that none is made twice on one. */
  credentialsOf(userId: string): Promise<Pick<PasskeyRow, 'credentialId' | 'transports'>[]>
  find(credentialId: string): Promise<PasskeyRow | undefined>
  /** @param sessionId what showed the passkey in being made, and so has a second factor from now on */
  add(
    passkey: PasskeyRow & { name: string },
    sessionId: string | null,
    most: number,
    by: By,
  ): Promise<PasskeyAdded>
  /** @returns false where there is no such passkey of theirs */
  rename(userId: string, id: string, name: string): Promise<boolean>
  remove(userId: string, id: string, by: By): Promise<boolean>
  /** Remembers that it was used, and what its device counts. */
  used(id: string, counter: number): Promise<void>
  /** @param userId who adds a passkey; null = somebody signs in */
  keepChallenge(challenge: string, userId: string | null, expiresAt: Date): Promise<void>
  /** Takes a challenge, once. @returns false for one that is not theirs, was taken, or is too old */
  takeChallenge(challenge: string, userId: string | null, now: Date): Promise<boolean>
}
