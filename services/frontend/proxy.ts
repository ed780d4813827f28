import { type NextRequest, NextResponse } from 'next/server'
import { isLanguage } from './src/i18n/languages.ts'
import { negotiateLanguage } from './src/i18n/negotiate.ts'
import { languageCookie, localPath, settledPath, splitLanguage } from './src/i18n/paths.ts'
import { languageHeader } from './src/i18n/request-header.ts'
import { contentSecurityPolicy, securityHeaders } from './src/server/csp.ts'
import { env } from './src/server/env.ts'

/** Sends a path without a language to the visitor's own, and gives each page its language and its security policy. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const settled = settledPath(pathname)
  if (settled) return NextResponse.redirect(new URL(settled + search, request.url), 308)
  const { language } = splitLanguage(pathname)
  if (!language) return redirectToLanguage(request)

  const { publicApiUrl: apiUrl, picturesOrigin, production } = env()
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy({ nonce, apiUrl, picturesOrigin, development: !production })
  const headers = new Headers(request.headers)
  headers.set(languageHeader, language)
  headers.set('Content-Security-Policy', policy)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  // Asked for anew each time, and yet kept by the browser for its back button, which `no-store` forbids.
  response.headers.set('Cache-Control', 'private, no-cache')
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  return response
}

function redirectToLanguage(request: NextRequest): NextResponse {
  const chosen = request.cookies.get(languageCookie)?.value
  const language = isLanguage(chosen) ? chosen : negotiateLanguage(request.headers.get('accept-language'))
  const target = new URL(localPath(language, request.nextUrl.pathname) + request.nextUrl.search, request.url)
  const response = NextResponse.redirect(target, 307)
  response.headers.set('Vary', 'Accept-Language, Cookie')
  response.headers.set('Cache-Control', 'no-store')
  return response
}

export const config = {
  matcher: ['/((?!api/|_next/|metrics$|.*\\.(?:js|txt|xml|png|ico|svg|webmanifest|webp|avif|woff2|map)$).*)'],
}
