/** What a page may load and call. */
export interface PolicyOptions {
  readonly nonce: string
  /** Where browsers reach the backend; '' = same origin. */
  readonly apiUrl: string
  /** Another site whose pictures are shown; '' = none. */
  readonly picturesOrigin: string
  /** Next's development server evaluates code and speaks a WebSocket. */
  readonly development: boolean
}

/** The Content-Security-Policy of every page: scripts by nonce alone, and no other origin than our own backend, but for pictures. */
export function contentSecurityPolicy({ nonce, apiUrl, picturesOrigin, development }: PolicyOptions): string {
  const api = apiUrl ? [apiUrl, apiUrl.replace(/^http/, 'ws')] : []
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    // React sets style attributes, which no nonce can name.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...api.slice(0, 1), ...(picturesOrigin ? [picturesOrigin] : [])],
    // Scripts feed videos by addresses of their own (blob:); captions are files of the backend.
    'media-src': ["'self'", 'blob:', ...api.slice(0, 1)],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...api, ...(development ? ['ws:'] : [])],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** Headers that every page carries beside the policy. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}
