import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookieName, makePass, ownPaths, type PassKind, readPass, siteKey } from '../access.ts'
import type { PreviewNote } from '../note.ts'
import { lockedPage, type Page, signInPage } from './pages.ts'
import { wantsPage } from './upstream.ts'

/** How long who came by the site is not asked again, in seconds: whoever is no editor any more sees it so long at most. */
const siteSeconds = 12 * 3_600
/** Longer paths are not carried through the site. */
const longestPath = 1_000

const cookiePattern = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.-]{1,80})(?=;|$)`)

/** A cookie of one way in opens no other: who had a link has none when the preview is the site's people's. */
const cookieKinds = { link: 'cookie', site: 'site-cookie' } as const satisfies Partial<
  Record<PreviewNote['access'], PassKind>
>

/** Whether the request may come to the preview: it is open, or the cookie of the way in that it has now is there. */
export function mayEnter(
  { headers }: IncomingMessage,
  note: PreviewNote,
  secret: string,
  now: Date,
): boolean {
  if (note.access === 'open') return true
  const pass = cookiePattern.exec(headers.cookie ?? '')?.[1]
  return pass !== undefined && readPass(secret, cookieKinds[note.access], note.name, pass, now) !== undefined
}

/** What somebody meets who may not see a preview. @param site where the people are who may; undefined: there is none */
export function doorOf(
  request: IncomingMessage,
  note: PreviewNote,
  site: string | undefined,
): { page: Page; detail: string } {
  if (note.access !== 'site') return { page: lockedPage, detail: 'this preview opens with a signed link' }
  const detail = 'this preview is for editors of the site, who open it signed in there'
  if (site === undefined) return { page: signInPage(note, undefined), detail }
  const url = new URL('/api/v1/auth/preview', site)
  url.searchParams.set('name', note.name)
  const path = request.url ?? '/'
  if (request.method === 'GET' && wantsPage(request) && path.length <= longestPath) {
    url.searchParams.set('to', path)
  }
  return { page: signInPage(note, url.href), detail }
}

/** What is the gateway's own stays with it: the preview's code gets no sight of the cookie. */
export function withoutPass(cookie: string | undefined): string | undefined {
  const kept = (cookie ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !pair.startsWith(`${cookieName}=`))
  return kept.length > 0 ? kept.join('; ') : undefined
}

/** Follows a signed link: a cookie that is good as long as the link, or for half a day by the site's; and the page. @returns whether the link was good */
export function enter(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  { secret, note, secure, now }: { secret: string; note: PreviewNote; secure: boolean; now: Date },
): boolean {
  const { pathname, searchParams } = new URL(url, here)
  const pass = pathname === ownPaths.enter ? (searchParams.get('pass') ?? '') : ''
  const bySite = note.access === 'site'
  const good = bySite
    ? readPass(siteKey(secret), 'site', note.name, pass, now)
    : readPass(secret, 'link', note.name, pass, now)
  if (good === undefined) return false
  const until = bySite ? Math.floor(now.getTime() / 1_000) + siteSeconds : good
  const kind = bySite ? cookieKinds.site : cookieKinds.link
  const cookie = [
    `${cookieName}=${makePass(secret, kind, note.name, until)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${Math.floor(until - now.getTime() / 1_000)}`,
    ...(secure ? ['Secure'] : []),
  ]
  response.writeHead(303, {
    location: pathHere(searchParams.get('to')),
    'set-cookie': cookie.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  response.end()
  return true
}

const here = 'http://preview'

/** A path of this preview, whatever was asked for: no other host, and not this door again. */
function pathHere(wanted: string | null): string {
  const url = URL.parse(wanted ?? '/', here)
  // Two slashes at its beginning, which "/.//" comes to as well, are another host for a browser.
  const isHere = url?.origin === here && !url.pathname.startsWith('//') && url.pathname !== ownPaths.enter
  return isHere ? `${url.pathname}${url.search}` : '/'
}
