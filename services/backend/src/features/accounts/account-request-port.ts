import type { Language } from '@parlance/contracts/languages'

/** What somebody who is not signed in has asked for: an account, or another password. */
export interface AccountRequest {
  readonly id: string
  readonly kind: 'sign_up' | 'reset'
  /** In lower case. */
  readonly email: string
  readonly name: string
  /** PHC string; '' for a reset. */
  readonly passwordHash: string
  readonly language: Language
  /** The guest who signs up: what they wrote becomes the member's. */
  readonly guestId: string | null
  readonly expiresAt: Date
}

/** Why the token of a letter does nothing. */
export type TokenFault = 'unknown' | 'used' | 'expired' | 'taken'

/** Requests as they are kept. Tokens are kept as SHA-256 alone, and none is made before its letter is sent. */
export interface AccountRequestStore {
  /** Keeps a request, and has its letter sent, in one transaction. */
  add(request: AccountRequest): Promise<void>
  /** One that still holds. */
  find(id: string): Promise<AccountRequest | undefined>
  /** Whether somebody has an account by this address, and may use it. */
  accountOf(email: string): Promise<'none' | 'open' | 'disabled'>
  /** Gives a request its token; one that it had before holds no more. */
  giveToken(id: string, hash: string): Promise<void>
  forget(id: string): Promise<void>
  /** Makes the account of a token, once. */
  confirm(hash: string, client: { ip: string; requestId: string }): Promise<{ email: string } | TokenFault>
  /** Sets the password by a token, once; ends every session, and every other reset of the account. */
  reset(
    hash: string,
    passwordHash: string,
    client: { ip: string; requestId: string },
  ): Promise<{ email: string } | TokenFault>
}
