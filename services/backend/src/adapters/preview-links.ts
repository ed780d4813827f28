import { createHmac } from 'node:crypto'
import type { Config } from '../config.ts'

/** Seconds: long enough for a browser to follow it. */
const goodFor = 60

/** Links that let whoever follows them into a preview of this site. */
export type PreviewLinks = (name: string, path: string) => string

/**
 * Links as the gateway of previews reads them (packages/preview-gateway/src/access.ts): a name, an end, and who says so.
 *
 * @param origin where previews are: each is a name before its host. @param key that `manage preview:up --access site` has made
 */
export const createPreviewLinks =
  (origin: string, key: string, now: () => number = Date.now): PreviewLinks =>
  (name, path) => {
    const until = Math.floor(now() / 1_000) + goodFor
    const signature = createHmac('sha256', key).update(`site\n${name}\n${until}`).digest('base64url')
    const url = new URL('/-/preview/enter', origin)
    url.hostname = `${name}.${url.hostname}`
    url.searchParams.set('pass', `${until}.${signature}`)
    url.searchParams.set('to', path)
    return url.href
  }

/** @returns undefined where no previews are for this site's editors */
export const openPreviewLinks = ({
  PREVIEW_ORIGIN: origin,
  PREVIEW_SITE_KEY: key,
}: Pick<Config, 'PREVIEW_ORIGIN' | 'PREVIEW_SITE_KEY'>): PreviewLinks | undefined =>
  origin && key ? createPreviewLinks(origin, key) : undefined
