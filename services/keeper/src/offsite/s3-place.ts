import { openBucket } from '@parlance/service-kit/bucket'
import type { KeeperConfig } from '../config.ts'
import type { Place } from './place.ts'

type Settings = Pick<KeeperConfig, 'AWS_ACCESS_KEY_ID' | 'AWS_REGION' | 'AWS_SECRET_ACCESS_KEY'>

/**
 * A bucket of anything that speaks S3. A refused or interrupted request is tried again, five times in all.
 *
 * @throws Error where the address or the credentials are not complete
 */
export function openBucketPlace(config: Settings, address: string): Place {
  const bucket = openBucket(address, {
    accessKeyId: config.AWS_ACCESS_KEY_ID,
    secretAccessKey: config.AWS_SECRET_ACCESS_KEY,
    region: config.AWS_REGION,
    named: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    attempts: 5,
    connectMs: 10_000,
    silenceMs: 60_000,
  })
  return {
    ...bucket,
    list: async () => new Map([...(await bucket.list())].map(([key, { bytes }]) => [key, bytes])),
    storedSize: (bytes) => bytes,
  }
}
