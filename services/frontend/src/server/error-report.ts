import { fetchWithin } from '../api/fetch-within.ts'

/** Where Sentry takes reports, out of a DSN such as `https://key@host/project`. */
export interface ReportTarget {
  readonly url: string
  readonly dsn: string
}

/** Longest that a report may take, in milliseconds. */
const deadlineMs = 3_000

/** The target of a DSN; undefined where it is none. A host may have a path before the project. */
export function readDsn(dsn: string): ReportTarget | undefined {
  const url = URL.parse(dsn)
  if (!url?.username) return undefined
  const path = url.pathname.split('/').filter(Boolean)
  const project = path.pop()
  if (!project) return undefined
  const prefix = path.length > 0 ? `/${path.join('/')}` : ''
  const address = `${url.protocol}//${url.host}${prefix}/api/${project}/envelope/`
  return { url: `${address}?sentry_version=7&sentry_client=parlance/1&sentry_key=${url.username}`, dsn }
}

/** What is reported of an error: never a header, a cookie, a query or a body. */
export interface ErrorReport {
  readonly error: Error
  readonly release: string
  readonly environment: string
  readonly method: string
  /** Path without its query. */
  readonly path: string
  readonly route: string
  readonly digest?: string | undefined
}

/** A report as Sentry's envelope: three lines of JSON (develop.sentry.dev, "Envelopes"). */
export function envelopeOf(report: ErrorReport, dsn: string, id: string, now: Date): string {
  const { error, release, environment, method, path, route, digest } = report
  const event = {
    event_id: id,
    timestamp: now.toISOString(),
    platform: 'node',
    level: 'error',
    release,
    environment,
    transaction: `${method} ${route}`,
    tags: { service: 'frontend', ...(digest && { digest }) },
    extra: { path, stack: error.stack },
    exception: { values: [{ type: error.name, value: error.message }] },
  }
  const header = { event_id: id, sent_at: now.toISOString(), dsn }
  return [header, { type: 'event' }, event].map((line) => JSON.stringify(line)).join('\n')
}

/** Sends a report. Never throws: an error tracker that is away is no second error. */
export async function reportError(target: ReportTarget, report: ErrorReport): Promise<void> {
  const id = crypto.randomUUID().replaceAll('-', '')
  const request = new Request(target.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-sentry-envelope' },
    body: envelopeOf(report, target.dsn, id, new Date()),
  })
  await fetchWithin(request, deadlineMs).catch(() => undefined)
}
