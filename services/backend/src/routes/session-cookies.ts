import { Problem } from '@parlance/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionStart, SignedIn } from '../features/accounts/accounts.ts'

/** The access token of a browser, which no script can read. */
const accessCookie = 'parlance_access'
/** The refresh tokens: of a browser, whose scripts are never given an access token, and of a program, which is. */
const renewalCookies = { cookie: 'parlance_renewal', token: 'parlance_refresh' } as const
const renewalPath = '/api/v1/auth'

/** How somebody carries their access token: in a cookie that scripts cannot read, or in hand, as a bearer. */
export type Carrier = keyof typeof renewalCookies

/** The cookies of sessions. `secure` where the site is reached by HTTPS. */
export function createSessionCookies(secure: boolean) {
  const flags = { httpOnly: true, sameSite: 'lax', secure } as const
  const access = { ...flags, path: '/' }
  const renewal = { ...flags, path: renewalPath }

  /** The answer to a sign-in: with the token for a program, without it for a browser, which is given the cookie. */
  const answer = (reply: FastifyReply, signedIn: SignedIn, carrier: Carrier) => {
    reply.header('cache-control', 'no-store')
    if (carrier === 'token') return signedIn
    const { token, ...rest } = signedIn
    reply.setCookie(accessCookie, token, { ...access, expires: new Date(signedIn.expiresAt) })
    return rest
  }

  return {
    answer,
    start(reply: FastifyReply, session: SessionStart, carrier: Carrier) {
      reply.setCookie(renewalCookies[carrier], session.refreshToken, {
        ...renewal,
        expires: session.refreshExpiresAt,
      })
      return answer(reply, session.signedIn, carrier)
    },
    /** The refresh token that came, and whose it is; a browser's goes first. */
    renewal({ cookies }: FastifyRequest): { token: string; carrier: Carrier } | undefined {
      const { [renewalCookies.cookie]: browser, [renewalCookies.token]: program } = cookies
      if (browser) return { token: browser, carrier: 'cookie' }
      return program ? { token: program, carrier: 'token' } : undefined
    },
    clear(reply: FastifyReply): FastifyReply {
      for (const name of Object.values(renewalCookies)) reply.clearCookie(name, renewal)
      return reply.clearCookie(accessCookie, access)
    },
  }
}

/** The access token that came as a cookie. */
export function cookieToken(request: FastifyRequest): string | undefined {
  return request.cookies[accessCookie]
}

/** Whether the request changes nothing (RFC 9110, section 9.2.1). */
export const isSafe = (method: string) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/**
 * Whether a request was made by a page of ours, or by no page at all: browsers name the origin of every request that
 * changes something, and scripts cannot. `*` among the origins allows reading, not acting in somebody's name.
 */
export function isOurs(request: FastifyRequest, origins: readonly string[]): boolean {
  const { origin } = request.headers
  if (origin !== undefined) return origins.includes(origin) || URL.parse(origin)?.host === request.host
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/**
 * Keeps pages of other sites from acting through somebody's cookies: a hook before every route.
 * @throws Problem `forbidden` where a request that changes something carries a session and comes from elsewhere
 */
export function refuseForeignPages(origins: readonly string[]) {
  const names = [accessCookie, ...Object.values(renewalCookies)]
  return async (request: FastifyRequest): Promise<void> => {
    if (isSafe(request.method) || isOurs(request, origins)) return
    const signsIn = request.url.startsWith(renewalPath)
    if (signsIn || names.some((name) => request.cookies[name] !== undefined)) {
      throw new Problem(
        'forbidden',
        'Pages of this origin may not act for its visitors: add it to CORS_ORIGIN.',
      )
    }
  }
}
