import type { Image } from '../../api/rest-types.ts'

/** Where a browser finds an image of the backend. `apiUrl` '' = same origin. */
export function assetUrl(apiUrl: string, image: Pick<Image, 'url'>): string {
  return /^https?:/.test(image.url) ? image.url : `${apiUrl}${image.url}`
}
