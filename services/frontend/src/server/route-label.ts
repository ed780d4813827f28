import { splitLanguage } from '../i18n/paths.ts'

const pages = new Set(['/', '/tools', '/rooms', '/submit', '/sign-in', '/offline'])
const files = new Set([
  '/',
  '/sw.js',
  '/robots.txt',
  '/sitemap.xml',
  '/sitemaps/pages.xml',
  '/sitemaps/tools.xml',
  '/manifest.webmanifest',
  '/metrics',
])

/** The route of a request's URL as a metric label: few values whatever visitors type. */
export function routeOf(url: string): string {
  const pathname = url.split('?')[0] ?? '/'
  if (pathname.startsWith('/_next/')) return '/_next/*'
  if (pathname.startsWith('/api/'))
    return /^\/api\/(health|health\/live|metrics)$/.test(pathname) ? pathname : '/api/*'
  if (files.has(pathname)) return pathname
  const { language, rest } = splitLanguage(pathname.replace(/(.)\/$/, '$1'))
  if (!language) return 'other'
  if (pages.has(rest)) return rest === '/' ? '/{lang}' : `/{lang}${rest}`
  const detail = /^\/(tools|rooms)\/[^/]+$/.exec(rest)
  return detail ? `/{lang}/${detail[1]}/{slug}` : 'other'
}
