import type { Readable } from 'node:stream'
import type { DownloadEvent } from '@parlance/contracts'
import { ScrapeFailure } from '../failure.ts'
import { tooLarge } from '../net/decode-body.ts'
import type { Sources } from './page-source.ts'

/** Milliseconds for all of a file: a gigabyte at 2.5 Mbit/s. One that says nothing for a while ends long before. */
const deadlineMs = 3_600_000
const chunkBytes = 262_144

/**
 * A file of the open web as it comes, for people who name its address: guarded at every redirect, capped, never held. What
 * robots.txt says is about who comes by itself.
 *
 * @param mostBytes of the file
 * @throws ScrapeFailure
 */
export async function* download(
  { fetcher, gate, guard, limits }: Pick<Sources, 'fetcher' | 'gate' | 'guard' | 'limits'>,
  start: string,
  mostBytes: number,
  signal: AbortSignal,
): AsyncGenerator<DownloadEvent> {
  const url = guard.checkUrl(start)
  const file = await fetcher.open(url, {
    accept: 'video/*,application/octet-stream;q=0.9,*/*;q=0.1',
    maxBytes: mostBytes,
    deadlineMs,
    maxRedirects: limits.redirects,
    signal,
    turn: (hop, request) => gate.run(hop.host, request, signal),
  })
  try {
    if (file.status !== 200) {
      throw new ScrapeFailure('http-error', `${file.url.host} answers ${file.status} in place of the file.`)
    }
    const mediaType = file.headers['content-type'] ?? ''
    if (/^text\/html\b/i.test(mediaType)) {
      throw new ScrapeFailure('http-error', 'This is the address of a page. Give that of the file itself.')
    }
    const packed = file.headers['content-encoding'] !== undefined
    const bytes = packed ? 0 : Number(file.headers['content-length'] ?? 0) || 0
    yield { head: { url: file.url.href, mediaType, bytes } }
    let sent = 0
    for await (const chunk of file.body as AsyncIterable<Buffer>) {
      sent += chunk.length
      if (sent > mostBytes) throw tooLarge(mostBytes)
      for (let at = 0; at < chunk.length; at += chunkBytes)
        yield { chunk: chunk.subarray(at, at + chunkBytes) }
    }
    if (bytes > 0 && sent !== bytes) {
      throw new ScrapeFailure('connection-failed', `${file.url.host} sent ${sent} of ${bytes} bytes.`)
    }
  } finally {
    drop(file.body)
  }
}

/** What is left of it is of no interest, and neither is how it ends. */
function drop(body: Readable): void {
  body.on('error', () => {})
  body.destroy()
}
