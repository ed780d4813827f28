import type { AssetStorage } from '../asset-storage-port.ts'
import type { NewListing } from './listing-store-port.ts'
import type { PageImage } from './scraper-port.ts'

/** Pictures of a page by their kind; the first of a kind that comes is the picture, those after it are its renditions. */
export type KeptImages = { -readonly [K in keyof NewListing['images']]: NewListing['images'][K] }

/** Keeps one encoding of a picture, and notes it with the others of its kind. */
export async function keepImage(assets: AssetStorage, images: KeptImages, image: PageImage): Promise<void> {
  const { content, kind, ...rest } = image
  const file = { ...rest, key: await assets.put(content, image.mediaType), bytes: content.byteLength }
  const picture = images[kind] ?? { ...file, renditions: [] }
  const renditions = picture.key === file.key ? [] : [...picture.renditions, file]
  images[kind] = { ...picture, renditions }
}
