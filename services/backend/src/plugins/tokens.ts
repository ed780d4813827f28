import { isLanguage } from '@parlance/contracts/languages'
import { createSigner, createVerifier } from 'fast-jwt'
import type { Identity, Role } from '../features/accounts/accounts.ts'
import type { Tokens } from '../features/accounts/people.ts'

const issuer = 'parlance'
const roles: readonly unknown[] = ['guest', 'member', 'editor', 'admin'] satisfies Role[]

/** Access tokens as JWT (HS256). @param secret at least 32 characters */
export function createTokens(secret: string): Tokens {
  const sign = createSigner({ key: secret, algorithm: 'HS256' })
  const verify = createVerifier({ key: secret, algorithms: ['HS256'], allowedIss: issuer, cache: 1_000 })
  return {
    sign: ({ id, name, role, lang }, lifetimeMs) => {
      const exp = Math.floor((Date.now() + lifetimeMs) / 1_000)
      return sign({ iss: issuer, sub: id, name, role, lang, exp })
    },
    read: (token) => {
      try {
        return identityOf(verify(token) as Record<string, unknown>)
      } catch {
        return undefined
      }
    },
  }
}

function identityOf({ sub, name, role, lang }: Record<string, unknown>): Identity | undefined {
  if (typeof sub !== 'string' || typeof name !== 'string' || !roles.includes(role) || !isLanguage(lang))
    return undefined
  return { id: sub, name, role: role as Role, lang }
}
