import { Readable } from 'node:stream'
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { KeeperConfig } from '../config.ts'
import type { Place } from './place.ts'

const smallestPart = 5 * 1_048_576
/** S3 takes 10,000 parts of a file at most. */
const mostParts = 9_000

type Settings = Pick<KeeperConfig, 'AWS_ACCESS_KEY_ID' | 'AWS_REGION' | 'AWS_SECRET_ACCESS_KEY'>

/**
 * A bucket of anything that speaks S3. A refused or interrupted request is tried again, five times in all.
 *
 * @throws Error where the address or the credentials are not complete
 */
export function openBucket(config: Settings, address: string): Place {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION } = config
  const url = URL.parse(address.slice('s3:'.length))
  const [Bucket, ...folders] = (url?.pathname ?? '').split('/').filter((part) => part !== '')
  if (!url || !/^https?:$/.test(url.protocol) || Bucket === undefined)
    throw new Error(`"${address}" names no bucket: write it as s3:https://host/bucket/prefix`)
  if (!accessKeyId || !secretAccessKey)
    throw new Error(`${address} wants AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`)
  const prefix = folders.map((part) => `${part}/`).join('')
  const client = new S3Client({
    endpoint: url.origin,
    forcePathStyle: true,
    region: AWS_REGION,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
    // Checksums in trailers are known to Amazon alone; every content has its own SHA-256 here.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const name = `s3:${url.origin}/${Bucket}/${prefix}`.replace(/\/$/, '')
  const asked = async <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: Error & { $metadata?: { httpStatusCode?: number } }) => {
      const status = error.$metadata?.httpStatusCode
      throw new Error(`${name}: ${error.message || error.name}${status ? ` (HTTP ${status})` : ''}`, {
        cause: error,
      })
    })
  return {
    name,
    async list() {
      const found = new Map<string, number>()
      let ContinuationToken: string | undefined
      do {
        const page = await asked(
          client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken })),
        )
        for (const { Key = '', Size = 0 } of page.Contents ?? []) found.set(Key.slice(prefix.length), Size)
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (ContinuationToken !== undefined)
      return found
    },
    storedSize: (bytes) => bytes,
    async put(key, Body, bytes) {
      const partSize = Math.max(smallestPart, Math.ceil(bytes / mostParts))
      await asked(
        new Upload({
          client,
          partSize,
          queueSize: 2,
          params: { Bucket, Key: `${prefix}${key}`, Body },
        }).done(),
      )
    },
    async get(key) {
      const { Body } = await asked(client.send(new GetObjectCommand({ Bucket, Key: `${prefix}${key}` })))
      if (!(Body instanceof Readable)) throw new Error(`${name}: ${key} came without content`)
      return Body
    },
    async remove(key) {
      await asked(client.send(new DeleteObjectCommand({ Bucket, Key: `${prefix}${key}` })))
    },
  }
}
