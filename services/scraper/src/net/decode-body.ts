import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { ScrapeFailure } from '../failure.ts'

/** What our requests say they accept. */
export const acceptedEncodings = 'gzip, deflate, br, zstd'

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/**
 * Undoes `Content-Encoding`, streaming, so that the reader's cap counts what comes out and a bomb is dropped in mid air.
 *
 * @throws ScrapeFailure http-error for an encoding we did not ask for
 */
export function decodeBody(body: Readable, encoding: string | undefined): Readable {
  const names = (encoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
  if (names.length > 2)
    throw new ScrapeFailure('http-error', 'The page is packed more often than it should be.')
  return names.reverse().reduce((stream: Readable, name) => {
    const make = decoders[name]
    if (!make)
      throw new ScrapeFailure('http-error', `The page is packed in a way that was not asked for: ${name}.`)
    // The reader hears of a fault through the stream it reads; the callback only keeps it from being unhandled.
    return pipeline(stream, make(), () => {})
  }, body)
}

/**
 * Reads a stream to its end, at most `maxBytes`.
 *
 * @param onExcess what happens to a longer one: `fail`, or `cut` at the cap
 * @throws ScrapeFailure too-large
 */
export async function readCapped(
  stream: Readable,
  maxBytes: number,
  onExcess: 'fail' | 'cut',
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    chunks.push(chunk)
    if (size <= maxBytes) continue
    stream.destroy()
    if (onExcess === 'fail') throw tooLarge(maxBytes)
    return Buffer.concat(chunks, size).subarray(0, maxBytes)
  }
  return Buffer.concat(chunks, size)
}

/** The failure of something over its cap. */
export function tooLarge(maxBytes: number): ScrapeFailure {
  const megabytes = Math.max(1, Math.round(maxBytes / 1_000_000))
  return new ScrapeFailure('too-large', `It is larger than the ${megabytes} MB that Parlance reads.`)
}
