import type { Metrics, Slots } from '@parlance/service-kit'

/** The kinds of work. */
export const works = ['probe', 'encode', 'preview'] as const
export type Work = (typeof works)[number]

/** What the video service counts, beside what every service does. */
export interface VideoMetrics {
  /** One job ended: `ok`, or the reason of its failure. */
  ended(work: Work, outcome: string, seconds: number): void
  /** So many seconds of video were encoded, into one rendition. */
  encoded(seconds: number): void
  /** Shows how full the service is. */
  watch(lanes: readonly Slots[]): void
}

/** Registers the service's metrics. */
export function createVideoMetrics(metrics: Metrics): VideoMetrics {
  const jobs = metrics.counter(
    'parlance_video_jobs_total',
    'Jobs ended, by work and outcome: ok or the reason.',
    ['work', 'outcome'],
  )
  const duration = metrics.histogram(
    'parlance_video_job_duration_seconds',
    'Duration of jobs, with their wait.',
    ['work'],
    [1, 5, 15, 60, 300, 900, 3_600],
  )
  const encoded = metrics.counter(
    'parlance_video_encoded_seconds_total',
    'Seconds of video encoded, all renditions.',
  )
  const running = metrics.gauge('parlance_video_running', 'Jobs running.')
  const waiting = metrics.gauge('parlance_video_waiting', 'Jobs waiting for their turn.')
  // 0, and not unknown, before the first.
  for (const work of works) {
    jobs.inc({ work, outcome: 'ok' }, 0)
    duration.zero({ work })
  }
  const sum = (lanes: readonly Slots[], of: (lane: Slots) => number) =>
    lanes.reduce((total, lane) => total + of(lane), 0)
  return {
    ended: (work, outcome, seconds) => {
      jobs.inc({ work, outcome })
      duration.observe({ work }, seconds)
    },
    encoded: (seconds) => encoded.inc(seconds),
    watch: (lanes) => {
      Object.assign(running, { collect: () => running.set(sum(lanes, (lane) => lane.running)) })
      Object.assign(waiting, { collect: () => waiting.set(sum(lanes, (lane) => lane.waiting)) })
    },
  }
}
