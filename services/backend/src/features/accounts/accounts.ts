import type { Language } from '@parlance/contracts/languages'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'

export type Role = 'guest' | 'member' | 'editor' | 'admin'

export interface UserView {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly lang: Language
  readonly email: string | null
  /** The role wants a second factor, which is not there yet: until then they may what a member may. */
  readonly needsSecondFactor?: boolean
}

/** Who asks, as the database says. */
export interface Identity {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly lang: Language
  /** The role that they have once they have added the second factor that is demanded of it. */
  readonly demandedRole?: Role
  /** They act by a token of a program, and not by a sign-in. */
  readonly viaToken?: boolean
}

/** From where somebody signs in; kept with the session, for its owner to recognise it. */
export interface ClientInfo {
  readonly ip: string
  readonly userAgent: string
  readonly requestId: string
}

/** A short-lived access token. */
export interface SignedIn {
  readonly token: string
  /** ISO 8601. */
  readonly expiresAt: string
  readonly user: UserView
}

/** The same, with the token that renews it; `refreshToken` belongs in an httpOnly cookie and nowhere else. */
export interface SessionStart {
  readonly signedIn: SignedIn
  readonly refreshToken: string
  readonly refreshExpiresAt: Date
}

/** People and how they prove who they are. */
export interface Accounts {
  /** A guest: a name and a token, no account behind it. */
  guest(request: { name: string; lang: Language }): Promise<SignedIn>
  /**
   * @throws Problem `unauthenticated`, the same words for an unknown address and a wrong password; with the reason
   *   `code-needed` or `code-wrong` where the password is right and there is a second factor
   */
  login(
    request: { email: string; password: string; code?: string },
    client: ClientInfo,
  ): Promise<SessionStart>
  /** @throws Problem `unauthenticated` */
  loginWithPasskey(response: AuthenticationResponseJSON, client: ClientInfo): Promise<SessionStart>
  /**
   * Spends a refresh token for new ones. A token that was spent before revokes the whole session: it was stolen.
   *
   * @throws Problem `unauthenticated`
   */
  refresh(refreshToken: string, client: ClientInfo): Promise<SessionStart>
  /** Ends the session of a refresh token; unknown ones are ignored. */
  logout(refreshToken: string, client: ClientInfo): Promise<void>
  /** Ends what an access token stands for: its session; a guest, who has none, for good. Bad tokens are ignored. */
  end(token: string, client: ClientInfo): Promise<void>
  /** The session of an access token; null where it has none. */
  sessionOf(token: string): string | null
  /**
   * Who an access token, or a program's token, belongs to, and what they may, as of now.
   *
   * @param use `changes`: something is changed, which a token that only reads may not
   * @throws Problem `unauthenticated`, `forbidden`
   */
  identify(token: string, use: { readonly changes: boolean }): Promise<Identity>
  /** @throws Problem `unauthenticated` where the account is gone or disabled */
  me(identity: Identity): Promise<UserView>
}
