import { createHash } from 'node:crypto'
import { Problem } from '@parlance/service-kit'

const extensions: Readonly<Record<string, string>> = {
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** The shape of a key: two letters of the hash as a folder, the rest as the file. */
export const assetKey = /^[0-9a-f]{2}\/[0-9a-f]{62}\.(webp|avif|png|jpg)$/

/** The key of an image: the SHA-256 of what it holds. @throws Problem where images of its type are not kept */
export function keyOf(content: Uint8Array, mediaType: string): string {
  const extension = extensions[mediaType]
  if (!extension) throw new Problem('internal', `Images of the type ${mediaType} are not kept.`)
  const hash = createHash('sha256').update(content).digest('hex')
  return `${hash.slice(0, 2)}/${hash.slice(2)}.${extension}`
}

/** The type of an image by its key. */
export function mediaTypeOf(key: string): string {
  const ending = key.slice(key.lastIndexOf('.') + 1)
  return Object.entries(extensions).find(([, extension]) => extension === ending)?.[0] ?? ''
}
