import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieName, makePass, ownPaths, readPass } from '../access.ts'

const cookiePattern = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.-]{1,80})(?=;|$)`)

/** Whether the request carries the cookie that a signed link left. */
export function hasPass({ headers }: IncomingMessage, secret: string, name: string, now: Date): boolean {
  const pass = cookiePattern.exec(headers.cookie ?? '')?.[1]
  return pass !== undefined && readPass(secret, 'cookie', name, pass, now) !== undefined
}

/** What is the gateway's own stays with it: the preview's code gets no sight of the cookie. */
export function withoutPass(cookie: string | undefined): string | undefined {
  const kept = (cookie ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !pair.startsWith(`${cookieName}=`))
  return kept.length > 0 ? kept.join('; ') : undefined
}

/** Follows a signed link: a cookie that is good as long as the link, and the first page. @returns whether the link was good */
export function enter(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  { secret, name, secure, now }: { secret: string; name: string; secure: boolean; now: Date },
): boolean {
  const { pathname, searchParams } = new URL(url, 'http://preview')
  const pass = pathname === ownPaths.enter ? (searchParams.get('pass') ?? '') : ''
  const until = readPass(secret, 'link', name, pass, now)
  if (until === undefined) return false
  const cookie = [
    `${cookieName}=${makePass(secret, 'cookie', name, until)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${Math.floor(until - now.getTime() / 1_000)}`,
    ...(secure ? ['Secure'] : []),
  ]
  response.writeHead(303, { location: '/', 'set-cookie': cookie.join('; '), 'cache-control': 'no-store' })
  response.end()
  return true
}
