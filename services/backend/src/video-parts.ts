import { join } from 'node:path'
import type { Metrics, Shutdown } from '@parlance/service-kit'
import { measureVideoStorage, measureVideoWork } from './adapters/backend-metrics.ts'
import { openFetchedFiles } from './adapters/fetched-files.ts'
import { createSampleFiles } from './adapters/sample-files.ts'
import { createDownloads } from './adapters/scraper-client.ts'
import { createTranscriptEngine } from './adapters/transcript-client.ts'
import type { TusUploads } from './adapters/tus-uploads.ts'
import { openUploadFiles } from './adapters/upload-files.ts'
import { createVideoService } from './adapters/video-client.ts'
import { openWorkFolders } from './adapters/work-folders.ts'
import type { Config } from './config.ts'
import type { Connections } from './connections.ts'
import type { FileStorage } from './features/asset-storage-port.ts'
import { createTranscripts, type Transcripts } from './features/videos/transcripts.ts'
import { createMediaAddresses } from './features/videos/video-addresses.ts'
import { createVideoFetches, type VideoFetches } from './features/videos/video-fetches.ts'
import { doVideoWork } from './features/videos/video-jobs.ts'
import { createVideos, type Videos } from './features/videos/video-uploads.ts'
import { createVideoViews, type VideoViews } from './features/videos/video-views.ts'
import { createVideoWorkDesk, type VideoWorkDesk } from './features/videos/video-work.ts'
import { uploadMs } from './features/videos/videos.ts'
import { assetsPath } from './plugins/asset-serving.ts'
import { uploadsPath } from './routes/video-upload-routes.ts'
import { createTranscriptStore } from './stores/transcript-store.ts'
import { createFetchStore } from './stores/video-fetch-store.ts'
import { createVideoStore } from './stores/video-store.ts'
import { createVideoWorkControl } from './stores/video-work-control.ts'
import { createVideoWorkStore } from './stores/video-work-store.ts'

/** Milliseconds between two looks at what was left behind. */
const sweepMs = 60_000
/** Milliseconds between two looks whether a video that is being fetched is still wanted. */
const lookMs = 2_000
const megabyte = 1_048_576

/** What {@link openVideos} needs. */
interface Parts {
  readonly storage: FileStorage
  readonly shutdown: Shutdown
  readonly metrics: Metrics
  readonly report: (error: unknown) => void
  readonly silenceMs?: number | undefined
}

/** Videos: how they are sent, what is made of them, and how they are shown. */
export interface OpenedVideos {
  readonly features: {
    transcripts: Transcripts
    videos: Videos
    videoFetches: VideoFetches
    videoViews: VideoViews
    videoWork: VideoWorkDesk
  }
  /** The protocol that they are sent by; undefined without a service of video, as the work. */
  readonly uploads: TusUploads | undefined
  readonly doWork:
    | ((videoId: string, work: string, options: { signal: AbortSignal }) => Promise<void>)
    | undefined
  /** Absent likewise. */
  readonly doFetch: VideoFetches['fetch'] | undefined
  /** Absent: no engine is configured. */
  readonly doTranscript: Transcripts['work'] | undefined
}

export async function openVideos(
  config: Config,
  { database, jobs, video, scraper }: Pick<Connections, 'database' | 'jobs' | 'video' | 'scraper'>,
  { storage, shutdown, metrics, report, silenceMs }: Parts,
): Promise<OpenedVideos> {
  const store = createVideoStore(database.pool, jobs.boss)
  const works = createVideoWorkStore(database.pool, jobs.boss)
  const service = createVideoService(video, silenceMs)
  const erase = (keys: readonly string[]) => works.dropUnused(keys, storage)
  // Beside the pictures: a file becomes one of the assets without being copied.
  const folder = join(config.ASSETS_DIR, 'uploads')
  const files = openUploadFiles(folder, storage)
  const fetched = openFetchedFiles(folder)
  const limits = {
    bytes: config.VIDEO_MAX_MB * megabyte,
    bytesOfPerson: config.VIDEO_MAX_MB_PER_PERSON * megabyte,
  }
  const videos = createVideos({ store, files, service, erase, limits, now: Date.now })
  const videoFetches = createVideoFetches({
    videos,
    store: { ...store, ...createFetchStore(database.pool, jobs.boss) },
    files: fetched,
    free: () => files.free(),
    service,
    limits,
    downloads: config.ENABLE_SCRAPER ? createDownloads(scraper) : undefined,
    lookMs,
  })
  const engine = createTranscriptEngine(config)
  const wishes = createTranscriptStore(database.pool, jobs.boss)
  const transcripts = createTranscripts({
    videos: store,
    store: wishes,
    engine,
    read: (key) => storage.read(key),
    report,
    lookMs,
  })
  const doTranscript = engine && transcripts.work
  const features = {
    transcripts,
    videos,
    videoFetches,
    videoViews: createVideoViews({
      store,
      addresses: createMediaAddresses(config.JWT_SECRET, Date.now),
      imageUrl: (key) => `${assetsPath}${key}`,
      read: (key, range) => storage.read(key, range),
      transcribes: engine !== undefined,
    }),
    videoWork: createVideoWorkDesk({ store, control: createVideoWorkControl(database.pool, jobs.boss) }),
  }
  const samples = createSampleFiles(database.pool, storage)
  shutdown.add(
    'sample videos',
    repeatedly(() => [samples(), wishes.failLost()], report),
  )
  if (!video) return { features, uploads: undefined, doWork: undefined, doFetch: undefined, doTranscript }
  const { createTusUploads } = await import('./adapters/tus-uploads.ts')
  const find = (id: string) => store.upload(id)
  const uploads = createTusUploads({ folder, path: uploadsPath, expiresMs: uploadMs, find })
  const folders = openWorkFolders(join(config.ASSETS_DIR, 'video-work'))
  const measure = measureVideoWork(metrics)
  measureVideoStorage(metrics, () => works.stored())
  const sweepWork = async () => {
    await works.requeue()
    await folders.sweep(await works.claims())
    await erase([...(await works.eraseDeleted()), ...(await works.unused())])
  }
  shutdown.add(
    'uploads',
    repeatedly(() => [videos.sweep(), fetched.sweep(), sweepWork()], report),
  )
  const parts = { works, service, storage, folders, measure, report, now: Date.now }
  return {
    features,
    uploads,
    doWork: (id, work, options) => doVideoWork(parts, id, work, options),
    doFetch: videoFetches.fetch,
    doTranscript,
  }
}

/** Does what is to be done now and every `sweepMs`. @returns ends it, and comes back when what is under way is done */
function repeatedly(
  begin: () => readonly Promise<unknown>[],
  report: (error: unknown) => void,
): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  const go = () => {
    last = Promise.all(begin().map((work) => work.catch(report)))
  }
  const timer = setInterval(go, sweepMs)
  go()
  return async () => {
    clearInterval(timer)
    await last
  }
}
