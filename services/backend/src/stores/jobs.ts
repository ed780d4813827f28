import { setTimeout } from 'node:timers/promises'
import { inSpan, type Logger } from '@parlance/service-kit'
import { type Job, type JobWithMetadata, PgBoss } from 'pg-boss'
import type { TranscriptTask } from '../features/videos/transcript-ports.ts'
import type { FetchTask } from '../features/videos/video-fetches.ts'
import { defineQueues } from './job-schema.ts'
import {
  accountMailQueue,
  captionTranslationQueue,
  catalogueImportQueue,
  deadSubmissionQueue,
  type ListingTranslation,
  listingTranslationQueue,
  pageVisitQueue,
  queues,
  submissionQueue,
  videoEncodeQueue,
  videoFetchQueue,
  videoLookQueue,
  videoTranscriptQueue,
} from './queues.ts'

/** What is done in the background. Each may run twice for the same id, and then changes nothing. */
export interface JobHandlers {
  submission(id: string, options: { signal: AbortSignal; lastTry: boolean }): Promise<void>
  /** The job of a submission died with its workers, too often. */
  deadSubmission(id: string): Promise<void>
  /** `renew`: only these languages, and only where a machine made the texts; `forget`: what hot memories forget first. */
  listingTranslation(
    toolId: string,
    options: { signal: AbortSignal; renew?: readonly string[]; forget?: readonly string[] },
  ): Promise<void>
  /** Reads the page of a listing again. */
  pageVisit(
    toolId: string,
    options: { signal: AbortSignal; lastTry: boolean; pictures: boolean },
  ): Promise<void>
  /** Looks an administrator's file through, or imports it. */
  catalogueImport(id: string, options: { signal: AbortSignal; lastTry: boolean }): Promise<void>
  /** Translates the captions of a video. */
  captionTranslation(videoId: string, options: { signal: AbortSignal }): Promise<void>
  /** Does a piece of work for a video: `probe`, `preview`, or a rendition by its rung. Absent: there is no service of video. */
  videoWork?: ((videoId: string, work: string, options: { signal: AbortSignal }) => Promise<void>) | undefined
  /** Fetches a video from an address. Absent: there is no service of video. */
  videoFetch?:
    | ((task: FetchTask, options: { signal: AbortSignal; lastTry: boolean }) => Promise<void>)
    | undefined
  /** Has written down what is said in a video. Absent: no engine is configured. */
  videoTranscript?:
    | ((task: TranscriptTask, options: { signal: AbortSignal; lastTry: boolean }) => Promise<void>)
    | undefined
  /** Sends the letter of a request for an account or a password. */
  accountMail(requestId: string): Promise<void>
}

/** Submissions that one backend works on at the same time. */
const concurrentSubmissions = 4

/** Listings that one backend translates later at the same time. */
const listingsAtOnce = 2

/** Pieces of work on videos that one backend has done at the same time: the service encodes one at a time, and looks at two. */
const videoQueues = [
  [videoLookQueue, 2],
  [videoEncodeQueue, 1],
] as const

/** Videos that one backend fetches at the same time. */
const fetchesAtOnce = 2

/** The job queue in PostgreSQL. Faults of the connection are logged; the queue goes on by itself when it is back. */
export function createJobs(url: string, logger: Logger) {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    schedule: false,
    useListenNotify: true,
    application_name: 'parlance-jobs',
    // Jobs of a killed worker are found within seconds after their heart stopped.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', (error) => logger.warn({ err: error }, 'job queue fault'))
  boss.on('warning', ({ message }) => logger.warn({ warning: message }, 'job queue warning'))
  const stopping = new AbortController()

  return {
    boss,

    /** Starts the queue; jobs can be enqueued from then on. */
    start: async (): Promise<void> => {
      await boss.start()
      await defineQueues(boss)
    },

    /** Takes jobs and works on them. */
    work: async (handlers: JobHandlers): Promise<void> => {
      await boss.work(
        submissionQueue,
        {
          includeMetadata: true,
          localConcurrency: concurrentSubmissions,
          heartbeatRefreshSeconds: 3,
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 2,
        },
        async ([job]: JobWithMetadata<{ id: string }>[]) => {
          if (!job) return
          const signal = AbortSignal.any([job.signal, stopping.signal])
          const lastTry = job.retryCount >= job.retryLimit
          await traced(job, () => handlers.submission(job.data.id, { signal, lastTry }))
        },
      )
      await boss.work(
        deadSubmissionQueue,
        { pollingIntervalSeconds: 5 },
        async ([job]: Job<{ id: string }>[]) => {
          if (job) await traced(job, () => handlers.deadSubmission(job.data.id))
        },
      )
      await boss.work(
        listingTranslationQueue,
        // A correction may send many at once: no pause between them, and a long one does not hold up the others.
        {
          pollingIntervalSeconds: 5,
          notifyPollingIntervalSeconds: 5,
          burstWhenBatchFull: true,
          localConcurrency: listingsAtOnce,
        },
        async ([job]: Job<ListingTranslation>[]) => {
          if (!job) return
          const { toolId, ...options } = job.data
          const signal = AbortSignal.any([job.signal, stopping.signal])
          await traced(job, () => handlers.listingTranslation(toolId, { ...options, signal }))
        },
      )
      await boss.work(
        pageVisitQueue,
        // One at a time: what people submit goes first, in the scraper as well.
        {
          includeMetadata: true,
          heartbeatRefreshSeconds: 10,
          pollingIntervalSeconds: 5,
          burstWhenBatchFull: true,
        },
        async ([job]: JobWithMetadata<{ toolId: string; pictures?: boolean }>[]) => {
          if (!job) return
          const signal = AbortSignal.any([job.signal, stopping.signal])
          const lastTry = job.retryCount >= job.retryLimit
          const { toolId, pictures = false } = job.data
          await traced(job, () => handlers.pageVisit(toolId, { signal, lastTry, pictures }))
        },
      )
      await boss.work(
        catalogueImportQueue,
        {
          includeMetadata: true,
          heartbeatRefreshSeconds: 10,
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 2,
        },
        async ([job]: JobWithMetadata<{ id: string }>[]) => {
          if (!job) return
          const signal = AbortSignal.any([job.signal, stopping.signal])
          const lastTry = job.retryCount >= job.retryLimit
          await traced(job, () => handlers.catalogueImport(job.data.id, { signal, lastTry }))
        },
      )
      await boss.work(
        captionTranslationQueue,
        {
          heartbeatRefreshSeconds: 10,
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 2,
          burstWhenBatchFull: true,
        },
        async ([job]: Job<{ videoId: string }>[]) => {
          if (!job) return
          const signal = AbortSignal.any([job.signal, stopping.signal])
          await traced(job, () => handlers.captionTranslation(job.data.videoId, { signal }))
        },
      )
      for (const [queue, localConcurrency] of videoQueues) {
        if (!handlers.videoWork) break
        const { videoWork } = handlers
        await boss.work(
          queue,
          {
            localConcurrency,
            heartbeatRefreshSeconds: 3,
            pollingIntervalSeconds: 2,
            notifyPollingIntervalSeconds: 2,
            burstWhenBatchFull: true,
          },
          async ([job]: Job<{ videoId: string; work: string }>[]) => {
            if (!job) return
            const signal = AbortSignal.any([job.signal, stopping.signal])
            await traced(job, () => videoWork(job.data.videoId, job.data.work, { signal }))
          },
        )
      }
      const { videoFetch } = handlers
      if (videoFetch) {
        await boss.work(
          videoFetchQueue,
          {
            includeMetadata: true,
            localConcurrency: fetchesAtOnce,
            heartbeatRefreshSeconds: 3,
            pollingIntervalSeconds: 2,
            notifyPollingIntervalSeconds: 2,
          },
          async ([job]: JobWithMetadata<FetchTask>[]) => {
            if (!job) return
            const signal = AbortSignal.any([job.signal, stopping.signal])
            const lastTry = job.retryCount >= job.retryLimit
            await traced(job, () => videoFetch(job.data, { signal, lastTry }))
          },
        )
      }
      const { videoTranscript } = handlers
      if (videoTranscript) {
        await boss.work(
          videoTranscriptQueue,
          {
            includeMetadata: true,
            heartbeatRefreshSeconds: 3,
            pollingIntervalSeconds: 2,
            notifyPollingIntervalSeconds: 2,
            burstWhenBatchFull: true,
          },
          async ([job]: JobWithMetadata<TranscriptTask>[]) => {
            if (!job) return
            const signal = AbortSignal.any([job.signal, stopping.signal])
            const lastTry = job.retryCount >= job.retryLimit
            await traced(job, () => videoTranscript(job.data, { signal, lastTry }))
          },
        )
      }
      await boss.work(
        accountMailQueue,
        { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
        async ([job]: Job<{ id: string }>[]) => {
          if (job) await traced(job, () => handlers.accountMail(job.data.id))
        },
      )
    },

    /** Enqueues the translation of a listing; once a listing. */
    translateLater: async (toolId: string): Promise<void> => {
      await boss.send(listingTranslationQueue, { toolId }, { id: toolId, startAfter: 30 })
    },

    /** Interrupts what is being worked on (it is tried again) and ends the connections. */
    stop: async (): Promise<void> => {
      stopping.abort(new DOMException('The backend is stopping.', 'AbortError'))
      // pg-boss looks every half second whether its workers have ended; waited for by name, they are gone at once.
      const idle = Promise.all(queues.map(({ name }) => boss.offWork(name)))
      const graceful = await Promise.race([
        idle.then(() => true),
        setTimeout(interruptMs, false, { ref: false }),
      ])
      await boss.stop({ graceful })
    },
  }
}

/** Milliseconds that jobs which are told to stop have to do so; what then still runs is given back to the queue. */
const interruptMs = 3_000

/** Work on a job as a span of its queue. */
const traced = (job: Job<unknown>, work: () => Promise<void>): Promise<void> =>
  inSpan(`job ${job.name}`, { 'messaging.system': 'pg-boss', 'messaging.message.id': job.id }, work)
