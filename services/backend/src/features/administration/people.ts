import type { Role } from '../accounts/accounts.ts'
import type { By } from './changes.ts'

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly language: string
  readonly messages: number
  readonly submissions: number
  /** Sessions that stand. */
  readonly sessions: number
  readonly disabledAt: string | null
  readonly createdAt: string
}

export interface PeopleQuery {
  /** Part of the name or the e-mail address. */
  readonly q?: string
  readonly role?: Role
  readonly cursor?: string
  readonly limit: number
}

/** Those with an account, and guests. Rights are the caller's to check: administrators alone. */
export interface People {
  list(query: PeopleQuery): Promise<{ items: PersonView[]; nextCursor: string | null }>
  /**
   * Gives somebody another role, closes the account or opens it again; what it takes away is gone with the next request.
   *
   * @throws Problem `not-found`, `precondition` for a guest's role, and where no administrator would be left
   */
  change(
    id: string,
    change: { role?: Exclude<Role, 'guest'>; disabled?: boolean },
    by: By,
  ): Promise<PersonView>
}
