import { createSigner, createVerifier } from 'fast-jwt'
import type { TokenClaims, Tokens } from '../features/accounts/account-service.ts'

const issuer = 'parlance'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Access tokens as JWT (HS256). @param secret at least 32 characters */
export function createTokens(secret: string): Tokens {
  const sign = createSigner({ key: secret, algorithm: 'HS256' })
  const verify = createVerifier({ key: secret, algorithms: ['HS256'], allowedIss: issuer, cache: 1_000 })
  return {
    sign: ({ userId, sessionId }, lifetimeMs) => {
      const exp = Math.floor((Date.now() + lifetimeMs) / 1_000)
      return sign({ iss: issuer, sub: userId, ...(sessionId === null ? {} : { sid: sessionId }), exp })
    },
    read: (token) => {
      try {
        return claimsOf(verify(token) as Record<string, unknown>)
      } catch {
        return undefined
      }
    },
  }
}

function claimsOf({ sub, sid = null }: Record<string, unknown>): TokenClaims | undefined {
  if (typeof sub !== 'string' || !uuid.test(sub)) return undefined
  if (sid !== null && (typeof sid !== 'string' || !uuid.test(sid))) return undefined
  return { userId: sub, sessionId: sid }
}
