import { Problem } from '@parlance/service-kit'
import type { By } from '../administration/changes.ts'
import { newId } from '../identifiers.ts'
import type { Identity } from './accounts.ts'
import type { StandingRow } from './standing.ts'
import { digestOf, newToken } from './tokens.ts'

/** What a token may: read what its owner may read, or also change what they may change. */
export type TokenScope = 'read' | 'write'

/** A token as its owner sees it. */
export interface ApiTokenView {
  readonly id: string
  readonly name: string
  readonly scope: TokenScope
  /** The first characters, to recognise it by. */
  readonly prefix: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly expiresAt: string | null
}

/** Tokens as they are kept: as SHA-256 alone. */
export interface ApiTokenStore {
  list(userId: string): Promise<ApiTokenView[]>
  /** @returns false where there are as many as somebody may have */
  add(
    token: {
      id: string
      userId: string
      name: string
      scope: TokenScope
      hash: string
      prefix: string
      expiresAt: Date | null
    },
    most: number,
    by: By,
  ): Promise<boolean>
  revoke(userId: string, id: string, by: By): Promise<boolean>
  /** Whose a token is, as of now; remembers that it was used. @returns undefined for one that holds no more */
  ownerOf(hash: string): Promise<(StandingRow & { scope: TokenScope }) | undefined>
}

/** Tokens for programs that act for somebody, beside sessions. */
export interface ApiTokens {
  list(of: Identity): Promise<ApiTokenView[]>
  /** @param request `days` until it ends; absent = never. @returns the token, the only time. @throws Problem `conflict` for too many */
  add(
    of: Identity,
    request: { name: string; scope: TokenScope; days?: number },
    by: By,
  ): Promise<{ id: string; token: string }>
  /** @throws Problem `not-found` */
  revoke(of: Identity, id: string, by: By): Promise<void>
}

/** What every token begins with: so programs that look for lost secrets know it. */
const mark = 'parlance_'
const mostTokens = 50

/** Whether a bearer is a token of this kind, and not one of a session. */
export function isApiToken(token: string): boolean {
  return token.startsWith(mark)
}

export function createApiTokens(store: ApiTokenStore, now: () => number = Date.now): ApiTokens {
  return {
    list: ({ id }) => store.list(id),
    add: async ({ id: userId }, { name, scope, days }, by) => {
      const token = mark + newToken()
      const id = newId(now())
      const expiresAt = days === undefined ? null : new Date(now() + days * 86_400_000)
      const row = {
        id,
        userId,
        name: name.trim(),
        scope,
        hash: digestOf(token),
        prefix: token.slice(0, 14),
        expiresAt,
      }
      if (!(await store.add(row, mostTokens, by))) {
        throw new Problem('conflict', `There are ${mostTokens} tokens: revoke one that is not needed.`)
      }
      return { id, token }
    },
    revoke: async ({ id: userId }, id, by) => {
      if (!(await store.revoke(userId, id, by))) throw new Problem('not-found', 'You have no such token.')
    },
  }
}
