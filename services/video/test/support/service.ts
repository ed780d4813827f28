import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type VideoEvent__Output, VideoService, type VideoServiceHandlers } from '@parlance/contracts'
import {
  createGrpcClient,
  createGrpcServer,
  createLogger,
  createMetrics,
  type GrpcClient,
} from '@parlance/service-kit'
import type { Limits } from '../../src/config.ts'
import { videoHandlers } from '../../src/service/handlers.ts'
import { openStudio } from '../../src/service/studio.ts'
import { found } from './clips.ts'

/** What a job is asked for. */
export type Asked = { probe: object } | { encode: { rung: string } } | { preview: object }

/** What a job sent: its result, its files by name, and the kinds of its events as they came. */
export interface Done {
  readonly result: VideoEvent__Output
  readonly files: ReadonlyMap<string, Buffer>
  readonly order: readonly string[]
  readonly fractions: readonly number[]
  /** Bytes of the source that were sent. */
  readonly sent: number
}

export const limits: Limits = {
  sourceBytes: 64 * 1_048_576,
  scratchBytes: 256 * 1_048_576,
  memoryBytes: 3_072 * 1_048_576,
  seconds: 120,
  pixels: 8_912_896,
  threads: 0,
}

type Client = GrpcClient<typeof VideoService.service>

/** The real service on a free port, spoken to over gRPC, with a scratch folder of its own. */
export class TestService {
  readonly scratch: string
  readonly client: Client
  readonly metrics: ReturnType<typeof createMetrics>
  readonly #stop: () => Promise<void>

  private constructor(
    scratch: string,
    client: Client,
    metrics: ReturnType<typeof createMetrics>,
    stop: () => Promise<void>,
  ) {
    this.scratch = scratch
    this.client = client
    this.metrics = metrics
    this.#stop = stop
  }

  static async start(changed: Partial<Limits> = {}, ffmpeg = found): Promise<TestService> {
    const identity = { service: 'video', version: '0.0.0-test' }
    const logger = createLogger({ ...identity, level: 'silent' })
    const metrics = createMetrics(identity)
    const scratch = mkdtempSync(join(tmpdir(), 'parlance-video-test-'))
    const own = { ...limits, ...changed }
    const studio = await openStudio(ffmpeg, scratch, own, 1, metrics)
    const server = createGrpcServer({ logger, metrics })
    server.add<VideoServiceHandlers>(VideoService.service, videoHandlers(studio, own, 1, logger))
    const port = await server.listen({ host: '127.0.0.1', port: 0 })
    const client = createGrpcClient(VideoService, `127.0.0.1:${port}`, { deadlineMs: 120_000 })
    return new TestService(scratch, client, metrics, async () => {
      client.close()
      await server.drain(0)
      rmSync(scratch, { recursive: true, force: true })
    })
  }

  stop(): Promise<void> {
    return this.#stop()
  }

  /** What jobs have left in their folders. */
  leftovers(): string[] {
    return readdirSync(join(this.scratch, 'jobs'))
  }

  /**
   * Has a job done as a caller does: sends the source where it is wanted, and puts the files together.
   *
   * @param onEvent may give the job up by throwing
   * @throws Problem
   */
  async run(
    path: string,
    asked: Asked,
    onEvent: (event: VideoEvent__Output) => void = () => {},
  ): Promise<Done> {
    const content = await readFile(path)
    const source = { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }
    const { send, finish, events } = this.client.exchange('Run')
    const chunks = new Map<string, Buffer[]>()
    const order: string[] = []
    const fractions: number[] = []
    let name = ''
    let sent = 0
    let result: VideoEvent__Output | undefined
    await send({ job: { source, ...asked } })
    for await (const event of events) {
      order.push(event.event ?? '')
      onEvent(event)
      if (event.sourceWanted) {
        for await (const chunk of readFrom(path, event.sourceWanted.offset)) {
          sent += chunk.length
          await send({ chunk })
        }
        finish()
      } else if (event.progress) fractions.push(event.progress.fraction)
      else if (event.file) {
        name = event.file.name
        chunks.set(name, [])
      } else if (event.chunk) chunks.get(name)?.push(event.chunk)
      else result = event
    }
    if (!result) throw new Error('the job ended without a result')
    const files = new Map([...chunks].map(([file, parts]) => [file, Buffer.concat(parts)]))
    return { result, files, order, fractions, sent }
  }
}

async function* readFrom(path: string, offset: number): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    for await (const chunk of file.createReadStream({
      start: offset,
      highWaterMark: 262_144,
      autoClose: false,
    })) {
      yield chunk as Buffer
    }
  } finally {
    await file.close()
  }
}
