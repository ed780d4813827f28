import { headers } from 'next/headers'
import { env } from './env.ts'

/** The address that people reach the site under, without a trailing slash, for links that must be absolute. */
export async function siteUrl(): Promise<string> {
  const { publicSiteUrl } = env()
  if (publicSiteUrl) return publicSiteUrl
  const received = await headers()
  const host = received.get('x-forwarded-host') ?? received.get('host') ?? 'localhost'
  const scheme = received.get('x-forwarded-proto')?.split(',')[0] ?? 'http'
  return `${scheme}://${host}`
}
