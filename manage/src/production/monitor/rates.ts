import { type Sample, sumOf } from './metrics-text.ts'

/** Requests of the backend between two looks at its figures. */
export interface Rates {
  readonly requestsPerSecond: number
  /** Answered with 500 and above. */
  readonly errorsPerSecond: number
  /** 95 of 100 were answered within so many; null where there was none. */
  readonly p95Ms: number | null
}

/** A look at a `/metrics`. */
export interface Look {
  readonly samples: readonly Sample[]
  /** Milliseconds of a clock that only goes forward. */
  readonly at: number
}

const duration = 'parlance_http_request_duration_seconds'
/** What watches is no visitor. */
const visited = ({ route = '' }: Sample['labels']) => !/^\/(health|metrics)/.test(route)

/** What happened between two looks; undefined where the backend was started anew meanwhile, so that its counters are too. */
export function ratesBetween(before: Look, after: Look): Rates | undefined {
  const seconds = (after.at - before.at) / 1_000
  const grown = (name: string, wanted: (labels: Sample['labels']) => boolean) =>
    (sumOf(after.samples, name, wanted) ?? 0) - (sumOf(before.samples, name, wanted) ?? 0)
  const requests = grown(`${duration}_count`, visited)
  const errors = grown(`${duration}_count`, (labels) => visited(labels) && Number(labels.status) >= 500)
  if (seconds <= 0 || requests < 0 || errors < 0) return undefined
  return {
    requestsPerSecond: requests / seconds,
    errorsPerSecond: errors / seconds,
    p95Ms:
      requests === 0
        ? null
        : slowest(
            0.95,
            requests,
            (le) => grown(`${duration}_bucket`, (labels) => visited(labels) && labels.le === le),
            after,
          ),
  }
}

/** The upper end of the bucket in which the request stands that is slower than `share` of all; milliseconds. */
function slowest(share: number, requests: number, within: (le: string) => number, { samples }: Look): number {
  const ends = [
    ...new Set(
      samples.flatMap(({ name, labels }) => (name === `${duration}_bucket` ? [labels.le ?? ''] : [])),
    ),
  ]
  const finite = ends.filter((le) => le !== '+Inf').sort((a, b) => Number(a) - Number(b))
  const end = finite.find((le) => within(le) >= share * requests)
  return end === undefined ? Number.POSITIVE_INFINITY : Number(end) * 1_000
}
