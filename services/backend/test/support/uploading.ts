import { type HttpResponse, Upload } from 'tus-js-client'

/** A file on its way, by the client that browsers have. */
export interface Sending {
  /** Where it goes, once that is known. */
  readonly url: () => string | null
  /** Bytes that the server had each time that it was asked. */
  readonly resumedAt: readonly number[]
  /** Ends when all of it is there. @throws what the client threw */
  readonly done: Promise<void>
  /** As if the client were gone. */
  abandon(): Promise<void>
}

/** Sends a file. @param to an upload that exists already, to go on with */
export function send(
  file: Buffer,
  {
    backendUrl,
    headers,
    metadata = {},
    to,
    retries = 0,
    onProgress,
  }: {
    backendUrl: string
    headers: Record<string, string>
    metadata?: Record<string, string>
    to?: string | null
    retries?: number
    onProgress?: (sent: number) => void
  },
): Sending {
  const resumedAt: number[] = []
  const settled = Promise.withResolvers<void>()
  settled.promise.catch(() => {})
  const upload = new Upload(file, {
    endpoint: `${backendUrl}/api/v1/video-uploads`,
    ...(to ? { uploadUrl: to } : {}),
    headers,
    metadata,
    retryDelays: Array.from({ length: retries }, () => 20),
    onProgress: (sent) => onProgress?.(sent),
    onAfterResponse: (request, response: HttpResponse) => {
      if (request.getMethod() === 'HEAD') resumedAt.push(Number(response.getHeader('Upload-Offset')))
    },
    onSuccess: () => settled.resolve(),
    onError: (error) => settled.reject(error),
  })
  upload.start()
  return {
    url: () => upload.url,
    resumedAt,
    done: settled.promise,
    abandon: () => upload.abort(),
  }
}

/** Bytes of a file that no two runs share by chance, and that are the same every time. */
export function fileOf(bytes: number, seed: number): Buffer {
  const file = Buffer.alloc(bytes)
  for (let at = 0; at + 4 <= bytes; at += 4) file.writeUInt32LE(Math.imul(at + seed, 2_654_435_761) >>> 0, at)
  return file
}
