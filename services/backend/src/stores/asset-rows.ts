import type { PoolClient } from 'pg'
import type { StoredFile, StoredImage } from '../features/submissions/listing-store-port.ts'

/** Writes an image and its renditions down; what is known already stays as it is. */
export async function keepImage(client: PoolClient, image: StoredImage): Promise<void> {
  await keepAsset(client, image, null)
  for (const rendition of image.renditions) await keepAsset(client, rendition, image.key)
}

/** @param of the key of the image that this is a rendition of */
async function keepAsset(client: PoolClient, file: StoredFile, of: string | null): Promise<void> {
  await client.query(
    `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, blurhash, palette, "renditionOf")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [file.key, file.mediaType, file.width, file.height, file.bytes, file.blurhash, file.palette, of],
  )
}
