import type { KeeperConfig } from '../config.ts'
import { openFolder } from './folder-place.ts'
import type { Place } from './place.ts'
import { openBucketPlace } from './s3-place.ts'
import { sealed } from './sealed-place.ts'

type Settings = Pick<
  KeeperConfig,
  'AWS_ACCESS_KEY_ID' | 'AWS_REGION' | 'AWS_SECRET_ACCESS_KEY' | 'BACKUP_DIR' | 'BACKUP_KEY'
>

/**
 * Opens a place: `s3:https://host/bucket/prefix`, or the path of a folder. With `BACKUP_KEY`, what is kept there is encrypted.
 *
 * @throws Error that says how a place is written, or what is missing for this one
 */
export async function openPlace(config: Settings, address: string): Promise<Place> {
  const { BACKUP_KEY } = config
  const place = address.startsWith('s3:')
    ? openBucketPlace(config, address)
    : address.startsWith('/')
      ? await openFolder(address, config.BACKUP_DIR)
      : undefined
  if (!place) {
    throw new Error(
      `"${address}" is no place for copies: write a folder as /mnt/elsewhere, or a bucket as s3:https://host/bucket/prefix`,
    )
  }
  return sealed(place, BACKUP_KEY)
}
