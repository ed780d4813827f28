import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'

const smallestPart = 5 * 1_048_576
/** S3 takes 10,000 parts of a file at most. */
const mostParts = 9_000

/** Who asks a bucket, and how patiently. */
export interface BucketSettings {
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
  readonly region: string
  /** The variables that hold the first two, for who has not set them. */
  readonly named: readonly [string, string]
  /** Times that a request is made in all, where it is refused or interrupted. */
  readonly attempts: number
  readonly connectMs: number
  /** Milliseconds of silence after which a request is given up. */
  readonly silenceMs: number
  /** Milliseconds for a whole operation with all its attempts; absent: as long as it goes on. */
  readonly deadlineMs?: number
}

/** What is kept in a bucket. */
export interface StoredObject {
  readonly bytes: number
  /** When it was written last. */
  readonly at: Date
}

/** Files under names with slashes, in a bucket of anything that speaks S3. */
export interface Bucket {
  /** As it is said to people; no secret is in it. */
  readonly name: string
  /** Asks for one name: whether it answers, is there, and lets us in. @throws Error of the bucket */
  look(): Promise<void>
  list(): Promise<ReadonlyMap<string, StoredObject>>
  /** Keeps a file, whole or not at all. @param bytes of the content */
  put(key: string, content: Readable | Uint8Array, bytes: number, mediaType?: string): Promise<void>
  /** @param part the first byte, and the last where it is not that of the file. @throws NotInBucket; Error of the bucket */
  get(key: string, part?: { readonly start: number; readonly end?: number }): Promise<Readable>
  remove(key: string): Promise<void>
}

/** The bucket answers, and has no such file. */
export class NotInBucket extends Error {
  override readonly name = 'NotInBucket'
}

/** @param address `s3:https://host/bucket/prefix`. @throws Error where address or credentials are not complete */
export function openBucket(address: string, settings: BucketSettings): Bucket {
  const { accessKeyId, secretAccessKey, region, named, attempts, connectMs, silenceMs, deadlineMs } = settings
  const url = address.startsWith('s3:') ? URL.parse(address.slice('s3:'.length)) : null
  const [Bucket, ...folders] = (url?.pathname ?? '').split('/').filter((part) => part !== '')
  if (!url || !/^https?:$/.test(url.protocol) || Bucket === undefined)
    throw new Error(`"${address}" names no bucket: write it as s3:https://host/bucket/prefix`)
  if (!accessKeyId || !secretAccessKey) throw new Error(`${address} wants ${named[0]} and ${named[1]}`)
  const prefix = folders.map((part) => `${part}/`).join('')
  const client = new S3Client({
    endpoint: url.origin,
    forcePathStyle: true,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    // Checksums in trailers are known to Amazon alone; every content has its own SHA-256 here.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const name = `s3:${url.origin}/${Bucket}/${prefix}`.replace(/\/$/, '')
  const asked = async <T>(ask: (abort: AbortController) => Promise<T>): Promise<T> => {
    const abort = new AbortController()
    const late = new Error(`no answer within ${(deadlineMs ?? 0) / 1_000} seconds`)
    const timer = deadlineMs === undefined ? undefined : setTimeout(() => abort.abort(late), deadlineMs)
    try {
      return await ask(abort)
    } catch (cause) {
      const error = cause as Error & { $metadata?: { httpStatusCode?: number } }
      if (error instanceof NoSuchKey) throw new NotInBucket(`${name} has no such file`, { cause })
      const status = error.$metadata?.httpStatusCode
      const said = abort.signal.aborted ? late.message : error.message || error.name
      throw new Error(`${name}: ${said}${status ? ` (HTTP ${status})` : ''}`, { cause })
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    name,
    async look() {
      const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 })
      await asked(({ signal }) => client.send(command, { abortSignal: signal }))
    },
    async list() {
      const found = new Map<string, StoredObject>()
      let ContinuationToken: string | undefined
      do {
        const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken })
        const page = await asked(({ signal }) => client.send(command, { abortSignal: signal }))
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
          found.set(Key.slice(prefix.length), { bytes: Size, at: LastModified })
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (ContinuationToken !== undefined)
      return found
    },
    async put(key, Body, bytes, ContentType) {
      const partSize = Math.max(smallestPart, Math.ceil(bytes / mostParts))
      const params = { Bucket, Key: `${prefix}${key}`, Body, ...(ContentType ? { ContentType } : {}) }
      await asked((abortController) =>
        new Upload({ client, partSize, queueSize: 2, params, abortController }).done(),
      )
    },
    async get(key, part) {
      const Range = part && `bytes=${part.start}-${part.end ?? ''}`
      const command = new GetObjectCommand({ Bucket, Key: `${prefix}${key}`, ...(Range ? { Range } : {}) })
      const { Body } = await asked(({ signal }) => client.send(command, { abortSignal: signal }))
      if (!(Body instanceof Readable)) throw new Error(`${name}: ${key} came without content`)
      return Body
    },
    async remove(key) {
      const command = new DeleteObjectCommand({ Bucket, Key: `${prefix}${key}` })
      await asked(({ signal }) => client.send(command, { abortSignal: signal }))
    },
  }
}
