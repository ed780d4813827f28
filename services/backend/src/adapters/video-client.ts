import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { VideoService as Definition, type VideoEvent__Output } from '@parlance/contracts'
import { createGrpcClient, type GrpcClient, type Metrics, Problem } from '@parlance/service-kit'
import type { MadeFile, RunOptions, VideoResult, VideoService } from '../features/videos/video-ports.ts'

export type VideoClient = GrpcClient<typeof Definition.service>

/**
 * Milliseconds that one job may take, however it goes on: an hour of the largest pictures takes slow machines several. What hangs is
 * found by its silence.
 */
const jobMs = 20 * 3_600_000
/** Milliseconds without a word after which a job is given up. */
const usualSilenceMs = 120_000

/** Connects to the video service (`host:port`), lazily. */
export function connectVideo(address: string, metrics: Metrics): VideoClient {
  return createGrpcClient(Definition, address, { deadlineMs: 5_000, metrics })
}

/** The video service, as uploads and jobs need it. @param client absent: this site has none */
export function createVideoService(
  client: VideoClient | undefined,
  silenceMs = usualSilenceMs,
): VideoService {
  const none = 'Videos cannot be taken here'
  const connected = () => {
    if (client) return client
    throw new Problem('unimplemented', `${none}: this site has no service for them.`)
  }
  return {
    mostBytes: async () => {
      const { available, detail, mostSourceBytes } = await connected().call('Capabilities', {})
      // 0: it says nothing of it.
      if (available) return mostSourceBytes || Number.POSITIVE_INFINITY
      throw new Problem('unimplemented', `${none}: ${detail}`, { reason: 'no-ffmpeg' })
    },
    run: (source, work, options) => run(connected(), silenceMs, source, work, options),
  }
}

async function run(
  client: VideoClient,
  silenceMs: number,
  source: { readonly sha256: string; readonly bytes: number },
  work: string,
  { folder, read, signal, onEvent }: RunOptions,
): Promise<VideoResult> {
  const silent = new AbortController()
  const timer = setTimeout(() => silent.abort(), silenceMs)
  const { send, finish, events } = client.exchange('Run', {
    deadlineMs: jobMs,
    signal: AbortSignal.any([signal, silent.signal]),
  })
  const files = new Map<string, MadeFile>()
  let draft: Draft | undefined
  let result: VideoEvent__Output | undefined
  try {
    await send({ job: { source, ...askedFor(work) } })
    for await (const event of events) {
      timer.refresh()
      onEvent(event.progress?.fraction)
      if (event.sourceWanted) {
        for await (const chunk of await read(event.sourceWanted.offset)) {
          await send({ chunk })
          timer.refresh()
          if (signal.aborted || silent.signal.aborted) break
        }
        finish()
      } else if (event.file) {
        if (draft) files.set(draft.file.name, await draft.close())
        draft = await openDraft(folder, event.file)
      } else if (event.chunk) await draft?.write(event.chunk)
      else if (event.facts || event.rendition || event.preview) result = event
    }
    if (draft) files.set(draft.file.name, await draft.close())
    draft = undefined
  } catch (error) {
    if (silent.signal.aborted && !signal.aborted) {
      throw new Problem('timeout', `The service of videos said nothing for ${silenceMs / 1_000} seconds.`, {
        cause: error,
      })
    }
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new Problem(
        'unavailable',
        'The disk of this site is full: what is made of the video does not fit.',
        {
          reason: 'no-space',
          cause: error,
        },
      )
    }
    throw error
  } finally {
    clearTimeout(timer)
    await draft?.abandon()
    // Whoever leaves before the end ends the call.
    await events.return()
  }
  const { facts, rendition, preview } = result ?? {}
  const made = facts ? { facts } : rendition ? { rendition } : preview ? { preview } : undefined
  if (!made) throw new Problem('unavailable', 'The service of videos ended without a result.')
  return { ...made, files }
}

const askedFor = (work: string) =>
  work === 'probe' ? { probe: {} } : work === 'preview' ? { preview: {} } : { encode: { rung: work } }

/** A file that is being received. */
interface Draft {
  readonly file: MadeFile
  write(chunk: Uint8Array): Promise<void>
  /** @throws Problem where it is not what was announced */
  close(): Promise<MadeFile>
  abandon(): Promise<void>
}

async function openDraft(
  folder: string,
  { name, bytes, sha256 }: { readonly name: string; readonly bytes: number; readonly sha256: string },
): Promise<Draft> {
  const ending = /^[a-z]+\.(mp4|webp)$/.exec(name)?.[1]
  const broken = (detail: string) => new Problem('internal', detail, { reason: 'check-failed' })
  if (!ending || !/^[0-9a-f]{64}$/.test(sha256)) throw broken(`The service of videos sent a file "${name}".`)
  const path = join(folder, name)
  const handle: FileHandle = await open(path, 'w')
  const hash: Hash = createHash('sha256')
  let there = 0
  const file: MadeFile = { name, bytes, path, key: `${sha256.slice(0, 2)}/${sha256.slice(2)}.${ending}` }
  return {
    file,
    async write(chunk) {
      there += chunk.length
      if (there > bytes) throw broken(`"${name}" is larger than the service of videos said.`)
      hash.update(chunk)
      // A disk that is nearly full takes less than it is given, and says nothing of it.
      for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten
    },
    async close() {
      await handle.datasync()
      await handle.close()
      if (there !== bytes || hash.digest('hex') !== sha256)
        throw broken(`"${name}" did not arrive as it was sent.`)
      return file
    },
    abandon: () => handle.close().catch(() => {}),
  }
}
