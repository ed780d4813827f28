import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import type { AssetStorage } from '../features/asset-storage-port.ts'
import type { ServedAssets } from '../plugins/asset-serving.ts'
import { createAssetFiles } from './asset-files.ts'

/** Where images go, and where they are served from. */
export interface Assets {
  readonly storage: AssetStorage
  readonly served: ServedAssets
}

/**
 * The bucket where one is named, else the folder. The client of buckets is loaded only for one.
 *
 * @throws Error where address or credentials of the bucket are not complete
 */
export async function openAssets(config: Config): Promise<Assets> {
  const { ASSETS_BUCKET: address } = config
  if (address === undefined) {
    const folder = resolve(config.ASSETS_DIR)
    return { storage: createAssetFiles(folder), served: { folder } }
  }
  const { createAssetBucket } = await import('./asset-bucket.ts')
  const bucket = createAssetBucket(config, address)
  return { storage: bucket, served: { bucket } }
}
