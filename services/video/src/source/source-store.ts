import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { VideoFailure } from '../failure.ts'
import { freeBytes, noSpace } from './disk.ts'

/** A source as the caller names it: by what is in it. */
export interface SourceName {
  /** Hex, 64 digits. */
  readonly sha256: string
  readonly bytes: number
}

/** A source in the scratch folder, there until it is released. */
export interface HeldSource {
  readonly path: string
  release(): void
}

/** What a sender of a source is asked for: its bytes from an offset on. */
export type AskForBytes = (offset: number) => AsyncIterable<Buffer>

/** Room that is left on the disk for all else, in bytes. */
const reserveBytes = 64 * 1_048_576

/**
 * The sources of jobs, in files named by their hash, so that the jobs of a video have it sent once. What is used no more
 * goes when room is needed, longest unused first. What was received in part is gone on with.
 */
export class SourceStore {
  readonly #folder: string
  readonly #mostBytes: number
  readonly #used = new Map<string, number>()
  readonly #arriving = new Map<string, Promise<void>>()
  #promised = 0

  private constructor(folder: string, mostBytes: number) {
    this.#folder = folder
    this.#mostBytes = mostBytes
  }

  /** @param mostBytes of all sources together */
  static async open(folder: string, mostBytes: number): Promise<SourceStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return new SourceStore(folder, mostBytes)
  }

  /**
   * Takes a source in hand: the file that is there, or what the sender is asked for. Two who want the same source
   * have it sent by one of them.
   *
   * @throws VideoFailure wrong-source, source-incomplete, no-space; the signal's reason
   */
  async hold(source: SourceName, ask: AskForBytes, signal: AbortSignal): Promise<HeldSource> {
    const path = join(this.#folder, source.sha256)
    this.#use(source.sha256, 1)
    try {
      while (!(await sizeOf(path))) {
        signal.throwIfAborted()
        const before = this.#arriving.get(source.sha256)
        // Whatever became of it: the file is there, or it is this one's turn to have it sent.
        if (before) await Promise.race([before.catch(() => {}), aborted(signal)])
        else await this.#arrive(source, path, ask, signal)
      }
      const now = new Date()
      await utimes(path, now, now)
    } catch (error) {
      this.#use(source.sha256, -1)
      throw error
    }
    let released = false
    return {
      path,
      release: () => {
        if (!released) this.#use(source.sha256, -1)
        released = true
      },
    }
  }

  #use(sha256: string, by: number): void {
    const users = (this.#used.get(sha256) ?? 0) + by
    if (users > 0) this.#used.set(sha256, users)
    else this.#used.delete(sha256)
  }

  async #arrive(source: SourceName, path: string, ask: AskForBytes, signal: AbortSignal): Promise<void> {
    const arrival = this.#receive(source, path, ask, signal)
    this.#arriving.set(source.sha256, arrival)
    try {
      await arrival
    } finally {
      this.#arriving.delete(source.sha256)
    }
  }

  async #receive(source: SourceName, path: string, ask: AskForBytes, signal: AbortSignal): Promise<void> {
    const part = `${path}.part`
    const { hash, bytes: held } = await hashOf(part)
    if (held > source.bytes) await rm(part, { force: true })
    const from = held > source.bytes ? 0 : held
    const digest = from === held ? hash : createHash('sha256')
    const missing = source.bytes - from
    await this.#makeRoom(missing)
    this.#promised += missing
    try {
      await receiveInto(part, from, source.bytes, digest, ask, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      await rm(part, { force: true })
      throw noSpace(error)
    } finally {
      this.#promised -= missing
    }
    if (digest.digest('hex') !== source.sha256) {
      await rm(part, { force: true })
      throw new VideoFailure('wrong-source', 'What was sent is not the file that was named.')
    }
    await rename(part, path)
  }

  /** Removes what is unused until so many bytes fit. @throws VideoFailure no-space */
  async #makeRoom(bytes: number): Promise<void> {
    const files = await this.#files()
    let kept = files.reduce((sum, file) => sum + file.bytes, 0) + this.#promised
    let free = await freeBytes(this.#folder)
    const unused = files
      .filter(({ name }) => !this.#used.has(name.replace(/\.part$/, '')))
      .sort((a, b) => a.usedMs - b.usedMs)
    for (const file of unused) {
      if (kept + bytes <= this.#mostBytes && free >= bytes + reserveBytes) break
      await rm(join(this.#folder, file.name), { force: true })
      kept -= file.bytes
      free += file.bytes
    }
    if (kept + bytes > this.#mostBytes || free < bytes + reserveBytes) throw noSpace()
  }

  async #files() {
    const names = await readdir(this.#folder)
    const files = await Promise.all(
      names.map(async (name) => {
        const found = await stat(join(this.#folder, name)).catch(() => undefined)
        return { name, bytes: found?.size ?? 0, usedMs: found?.mtimeMs ?? 0 }
      }),
    )
    return files
  }
}

/** Rejects when the signal aborts. */
const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )

async function receiveInto(
  part: string,
  from: number,
  bytes: number,
  digest: Hash,
  ask: AskForBytes,
  signal: AbortSignal,
): Promise<void> {
  const file = await open(part, 'a', 0o600)
  let received = from
  try {
    if (from < bytes) {
      for await (const chunk of ask(from)) {
        signal.throwIfAborted()
        received += chunk.length
        if (received > bytes) break
        digest.update(chunk)
        await file.appendFile(chunk)
      }
    }
  } finally {
    await file.close()
  }
  signal.throwIfAborted()
  if (received < bytes) {
    throw new VideoFailure('source-incomplete', `Of ${bytes} bytes ${received} were sent. Send the rest.`)
  }
  if (received > bytes) {
    await rm(part, { force: true })
    throw new VideoFailure('wrong-source', `More than the ${bytes} bytes were sent that were named.`)
  }
}

async function hashOf(path: string): Promise<{ hash: Hash; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  if (await sizeOf(path)) {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
    }
  }
  return { hash, bytes }
}

/** 0 where there is no file. */
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
