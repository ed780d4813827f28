import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { waitUntil } from '@parlance/testing'
import type { VideoView } from '../../services/backend/src/features/videos/videos.ts'
import { startBackendProgram } from '../../services/backend/test/support/backend-program.ts'
import { addListing } from '../../services/backend/test/support/listings.ts'
import { createPerson } from '../../services/backend/test/support/people.ts'
import { startVideoProgram } from '../../services/backend/test/support/video-program.ts'
import { startDirectories } from './large-directory.ts'

const tus = { 'tus-resumable': '1.0.0' }

/** A backend and a service of video as programs of their own, over a database of its own. */
export interface VideoSite {
  /** Sends a file by tus in one request. @returns the id of the video, whole on the disk */
  upload(path: string): Promise<string>
  /** Waits until all renditions are there. @returns milliseconds until then, and until nothing was left to do */
  made(id: string): Promise<{ readonly renditionsMs: number; readonly readyMs: number }>
  /** Bytes of memory that the backend holds. */
  memory(): Promise<number>
  stop(): Promise<void>
}

export async function startVideoSite(): Promise<VideoSite> {
  const directories = await startDirectories()
  const databaseUrl = await directories.make('video')
  const folder = await mkdtemp(join(tmpdir(), 'parlance-bench-video-'))
  const service = await startVideoProgram(join(folder, 'scratch'))
  const backend = await startBackendProgram(databaseUrl, {
    LOG_LEVEL: 'error',
    VIDEO_ADDRESS: service.address,
    TRANSLATION_ADDRESS: '127.0.0.1:9',
    ASSETS_DIR: join(folder, 'assets'),
    VIDEO_MAX_MB: '2047',
  })
  const { headers } = await createPerson(databaseUrl, { name: 'Edi', role: 'editor' })
  return {
    upload: async (path) => {
      const { slug } = await addListing(databaseUrl)
      const { size } = await stat(path)
      const metadata = `tool ${Buffer.from(slug).toString('base64')}`
      const announced = await fetch(`${backend.url}/api/v1/video-uploads`, {
        method: 'POST',
        headers: { ...headers, ...tus, 'upload-length': String(size), 'upload-metadata': metadata },
      })
      const location = announced.headers.get('location')
      if (!announced.ok || location === null) throw new Error(await announced.text())
      const sent = await fetch(backend.url + location, {
        method: 'PATCH',
        headers: {
          ...headers,
          ...tus,
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: bodyOf(path),
        duplex: 'half',
      } as RequestInit)
      if (!sent.ok) throw new Error(await sent.text())
      return location.split('/').at(-1) ?? ''
    },
    made: async (id) => {
      const started = performance.now()
      const look = async () => {
        const view = (await (
          await fetch(`${backend.url}/api/v1/videos/${id}`, { headers })
        ).json()) as VideoView
        if (view.state === 'failed') throw new Error(view.problem?.detail)
        return view
      }
      const until = async (is: (view: VideoView) => boolean) => {
        await waitUntil('the video', async () => is(await look()), 3_600_000)
        return performance.now() - started
      }
      const renditionsMs = await until(
        ({ renditions }) => renditions.length > 0 && renditions.every(({ state }) => state === 'done'),
      )
      return { renditionsMs, readyMs: await until(({ state }) => state === 'ready') }
    },
    memory: async () => {
      const status = await readFile(`/proc/${backend.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024
    },
    stop: async () => {
      await backend.kill('SIGTERM')
      await service.kill('SIGTERM')
      await directories.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The peer of an upload: a bare server that writes what it is sent to a file, and is sent the same. @returns what sends */
export async function startBareUpload(): Promise<{
  upload(path: string): Promise<void>
  stop(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-bench-bare-'))
  const target = join(folder, 'file')
  const server = createServer(async (request, response) => {
    await pipeline(request, createWriteStream(target))
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    upload: async (path) => {
      const init = { method: 'PUT', body: bodyOf(path), duplex: 'half' } as RequestInit
      const answer = await fetch(`http://127.0.0.1:${port}`, init)
      await answer.arrayBuffer()
    },
    stop: async () => {
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const bodyOf = (path: string) => Readable.toWeb(createReadStream(path, { highWaterMark: 262_144 }))

/** Writes a file of so many bytes that nothing makes smaller. */
export async function writeNoise(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w')
  const piece = crypto.getRandomValues(new Uint8Array(65_536))
  for (let at = 0; at < bytes; at += piece.length) {
    const place = (at / piece.length) % piece.length
    piece[place] = (piece[place] ?? 0) ^ 255
    await file.write(piece)
  }
  await file.close()
}
