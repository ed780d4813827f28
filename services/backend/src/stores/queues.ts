import type { Queue } from 'pg-boss'

/** The job that reads a submitted page and makes the listing. */
export const submissionQueue = 'submission'
/** Where a submission's job goes that was interrupted too often. */
export const deadSubmissionQueue = 'submission-dead'
/** The job that translates a listing later, where it could not be at once. */
export const listingTranslationQueue = 'listing-translation'

/** The job that translates the captions of a video. */
export const captionTranslationQueue = 'caption-translation'

/** The job that has a video looked at, or its pictures drawn. */
export const videoLookQueue = 'video-look'
/** The job that fetches a video from an address. */
export const videoFetchQueue = 'video-fetch'
/** The job that has one rendition of a video made. */
export const videoEncodeQueue = 'video-encode'
/** The job that has written down what is said in a video. */
export const videoTranscriptQueue = 'video-transcript'

/** The job that looks a file through, or imports it. */
export const catalogueImportQueue = 'catalogue-import'

/** The job that sends the letter of a request for an account or a password. */
export const accountMailQueue = 'account-mail'

/** The job that reads the page of a listing again. */
export const pageVisitQueue = 'page-visit'

/** Data of a listing's translation job. */
export interface ListingTranslation {
  readonly toolId: string
  /** Languages whose machine-made texts are made again; absent: those without texts are made. */
  readonly renew?: readonly string[]
  /** Hashes of segments that hot memories must have forgotten first: what is remembered of them has changed. */
  readonly forget?: readonly string[]
}

/** Tries of a submission beside the first; what the page itself is at fault for is not tried again. */
const submissionRetries = 4

/** In the order they are made: a dead letter queue before the one that names it. */
export const queues: readonly Queue[] = [
  { name: deadSubmissionQueue, retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 },
  {
    name: listingTranslationQueue,
    retryLimit: 30,
    retryDelay: 30,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 30,
    expireInSeconds: 900,
    notify: true,
  },
  {
    name: captionTranslationQueue,
    retryLimit: 30,
    // People who correct captions meanwhile make it begin again.
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 3_600,
    heartbeatSeconds: 30,
    expireInSeconds: 3_600,
    notify: true,
  },
  // How often work is tried is counted with the work; here it is only postponed.
  ...[videoLookQueue, videoEncodeQueue].map((name) => ({
    name,
    retryLimit: 1_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
    // A killed backend stops beating; its job is taken over after ten seconds.
    heartbeatSeconds: 10,
    // Longer than one call of the service may last.
    expireInSeconds: 75_000,
    notify: true,
  })),
  // Begun anew at each try: nothing is kept of a file that did not come whole.
  {
    name: videoFetchQueue,
    retryLimit: 3,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 300,
    heartbeatSeconds: 10,
    expireInSeconds: 4_000,
    notify: true,
  },
  // An engine that is away for half an hour loses no wish; each try sends the film anew.
  {
    name: videoTranscriptQueue,
    retryLimit: 7,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 600,
    heartbeatSeconds: 10,
    expireInSeconds: 8_000,
    notify: true,
  },
  // What it does not get done, the next round of the schedule does.
  {
    name: pageVisitQueue,
    retryLimit: 3,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 900,
    heartbeatSeconds: 30,
    expireInSeconds: 300,
  },
  // Broken off anywhere it is done again: what is there by then is found unchanged.
  {
    name: catalogueImportQueue,
    retryLimit: 3,
    retryDelay: 5,
    heartbeatSeconds: 30,
    expireInSeconds: 7_200,
    notify: true,
  },
  // A mail server that is away for an hour or two loses no letter.
  {
    name: accountMailQueue,
    retryLimit: 12,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 1_800,
    expireInSeconds: 120,
    notify: true,
  },
  {
    name: submissionQueue,
    deadLetter: deadSubmissionQueue,
    retryLimit: submissionRetries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    // A killed backend stops beating; its job is taken over after ten seconds.
    heartbeatSeconds: 10,
    expireInSeconds: 600,
    notify: true,
  },
]
