import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import type { AssetStorage, FileStorage } from '../features/asset-storage-port.ts'
import type { OriginalAssets, ServedAssets } from '../plugins/asset-serving.ts'
import { createAssetFiles } from './asset-files.ts'

/** Where images go, and where they are served from. */
export interface Assets {
  readonly storage: AssetStorage & FileStorage
  readonly served: ServedAssets
  /** Whether the place is there and can be written to. @throws Error that says what is wrong */
  look(): Promise<void>
}

/**
 * The bucket where one is named, else the folder. The client of buckets is loaded only for one.
 *
 * @param isNamed whether the data names a picture: of the site that a copy is of no other is shown
 * @throws Error where address or credentials of the bucket are not complete
 */
export async function openAssets(config: Config, isNamed: OriginalAssets['isNamed']): Promise<Assets> {
  const original =
    config.ASSETS_ORIGINAL === undefined ? undefined : { site: config.ASSETS_ORIGINAL, isNamed }
  const { ASSETS_BUCKET: address } = config
  if (address === undefined) {
    const folder = resolve(config.ASSETS_DIR)
    await mkdir(folder, { recursive: true })
    const storage = createAssetFiles(folder)
    return {
      storage,
      served: original ? { storage, original } : { folder },
      look: () => access(folder, constants.R_OK | constants.W_OK),
    }
  }
  const { createAssetBucket } = await import('./asset-bucket.ts')
  const bucket = createAssetBucket(config, address)
  return {
    storage: bucket,
    served: { storage: bucket, ...(original ? { original } : {}) },
    look: bucket.look,
  }
}
