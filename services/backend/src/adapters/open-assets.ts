import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import type { AssetStorage, FileStorage } from '../features/asset-storage-port.ts'
import type { ServedAssets } from '../plugins/asset-serving.ts'
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
 * @throws Error where address or credentials of the bucket are not complete
 */
export async function openAssets(config: Config): Promise<Assets> {
  const { ASSETS_BUCKET: address } = config
  if (address === undefined) {
    const folder = resolve(config.ASSETS_DIR)
    await mkdir(folder, { recursive: true })
    return {
      storage: createAssetFiles(folder),
      served: { folder },
      look: () => access(folder, constants.R_OK | constants.W_OK),
    }
  }
  const { createAssetBucket } = await import('./asset-bucket.ts')
  const bucket = createAssetBucket(config, address)
  return { storage: bucket, served: { bucket }, look: bucket.look }
}
