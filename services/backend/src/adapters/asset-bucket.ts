import { createReadStream } from 'node:fs'
import { Problem } from '@parlance/service-kit'
import { type Bucket, NotInBucket, openBucket } from '@parlance/service-kit/bucket'
import type { Config } from '../config.ts'
import type { AssetStorage, FileStorage } from '../features/asset-storage-port.ts'
import { keyOf } from './asset-keys.ts'

/** Images in a bucket: kept there, and read from there. */
export interface AssetBucket extends AssetStorage, FileStorage {
  /** Asks it for a name. @throws Error that says what is wrong */
  look(): Promise<void>
}

type Settings = Pick<Config, 'ASSETS_ACCESS_KEY_ID' | 'ASSETS_SECRET_ACCESS_KEY' | 'ASSETS_REGION'>

/**
 * Images in a bucket, under the same names that they have as files. One that is written again gets a new date there: who removes
 * old ones that nothing names yet leaves it.
 *
 * @throws Error where the address or the credentials are not complete
 */
export function createAssetBucket(config: Settings, address: string): AssetBucket {
  const common = {
    accessKeyId: config.ASSETS_ACCESS_KEY_ID,
    secretAccessKey: config.ASSETS_SECRET_ACCESS_KEY,
    region: config.ASSETS_REGION,
    named: ['ASSETS_ACCESS_KEY_ID', 'ASSETS_SECRET_ACCESS_KEY'],
    connectMs: 2_000,
  } as const
  const bucket: Bucket = openBucket(address, { ...common, attempts: 2, silenceMs: 5_000, deadlineMs: 8_000 })
  // A film takes as long as it takes, if only it goes on.
  const patient: Bucket = openBucket(address, { ...common, attempts: 5, silenceMs: 60_000 })
  return {
    keepFile: (file, key, bytes) =>
      patient.put(key, createReadStream(file), bytes, 'application/octet-stream'),

    async put(content, mediaType) {
      const key = keyOf(content, mediaType)
      await bucket.put(key, content, content.byteLength, mediaType).catch((cause) => {
        throw new Problem('unavailable', 'The storage of pictures does not take any at the moment.', {
          cause,
        })
      })
      return key
    },
    look: () => bucket.look(),
    read: (key, part) =>
      // Pictures are there in a moment or not; a film is read as long as it goes on.
      (part ? patient : bucket).get(key, part).catch((cause) => {
        if (cause instanceof NotInBucket) return undefined
        throw new Problem('unavailable', 'The storage of pictures does not answer at the moment.', { cause })
      }),
    remove: (key) => bucket.remove(key),
  }
}
