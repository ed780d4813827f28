import { open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One file of a server, and where it is put meanwhile. */
export interface Download {
  /** What errors call it. */
  readonly name: string
  /** What the server says it has, in bytes. */
  readonly size: number
  /** Where what arrived is kept, also over an interruption. */
  readonly part: string
  /** Asks for the file, with the headers of a range. @throws ServerUnreachable when it may help to ask again. */
  readonly request: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>
  readonly signal: AbortSignal
}

/** The server did not answer; trying again may help. */
export class ServerUnreachable extends Error {}

/** Attempts at one file; each goes on where the one before broke off. */
const attempts = 4
/** A download without a byte for so long is broken off. */
const stallMs = 30_000

/**
 * Downloads a file into `.part`, from where an earlier attempt broke off, and again when the connection breaks.
 * @throws Error that names the file and what was wrong; the signal's reason on abort.
 */
export async function downloadPart(download: Download, onBytes: (bytes: number) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    download.signal.throwIfAborted()
    try {
      await fetchInto(download, onBytes)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
        throw new Error(
          `the disk of ${dirname(download.part)} is full: make room and run the same command again`,
        )
      }
      if (download.signal.aborted || attempt === attempts || !isTransient(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt))
    }
  }
}

async function fetchInto(
  { name, size, part, request, signal }: Download,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let have = (await stat(part).catch(() => undefined))?.size ?? 0
  if (have > size) {
    await rm(part)
    have = 0
  }
  if (have === size && have > 0) return
  const stall = new AbortController()
  let timer = setTimeout(() => stall.abort(), stallMs)
  const beat = () => {
    clearTimeout(timer)
    timer = setTimeout(
      () => stall.abort(new ServerUnreachable(`${name}: no byte for ${stallMs / 1_000} s`)),
      stallMs,
    )
  }
  try {
    const headers: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {}
    const response = await request(headers, AbortSignal.any([signal, stall.signal]))
    if (response.status >= 500 || response.status === 429)
      throw new ServerUnreachable(`the server of ${name} answered ${response.status}`)
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status} for ${name}`)
    // A server that knows no ranges sends all of it again.
    const append = response.status === 206
    if (!append) have = 0
    // Written chunk by chunk, so that what arrived before a break is kept.
    await using target = await open(part, append ? 'a' : 'w')
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      beat()
      have += chunk.length
      if (have > size) throw new Error(`${name} is larger than the server said`)
      await target.writeFile(chunk)
      onBytes(have)
    }
    if (have < size) throw new ServerUnreachable(`${name} broke off at ${have} of ${size} bytes`)
  } finally {
    clearTimeout(timer)
  }
}

/** Whether trying again may help: the connection broke, the server is overloaded. */
function isTransient(error: unknown): boolean {
  if (error instanceof ServerUnreachable) return true
  const code =
    (error as NodeJS.ErrnoException).code ??
    ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code
  return code !== undefined && /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE)/.test(code)
}
