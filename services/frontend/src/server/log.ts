import { env } from './env.ts'
import { readDsn, reportError } from './error-report.ts'

/** What Next tells of an error that no page of ours caught. */
export interface RequestError {
  readonly error: unknown
  readonly request: { readonly path: string; readonly method: string }
  readonly context: { readonly routePath: string; readonly routeType: string }
}

/** Writes one JSON line in the shape of the other services' logs, and reports the error where that is wanted. */
export async function logRequestError({ error, request, context }: RequestError): Promise<void> {
  const { version, production, sentryDsn } = env()
  const problem = error instanceof Error ? error : new Error(String(error))
  const digest = 'digest' in problem && typeof problem.digest === 'string' ? problem.digest : undefined
  const path = request.path.split('?')[0] ?? request.path
  const line = {
    level: 'error',
    time: new Date().toISOString(),
    service: 'frontend',
    version,
    msg: problem.message,
    stack: problem.stack,
    digest,
    method: request.method,
    path,
    route: context.routePath,
    kind: context.routeType,
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
  const target = readDsn(sentryDsn)
  if (!target) return
  await reportError(target, {
    error: problem,
    release: `parlance@${version}`,
    environment: production ? 'production' : 'development',
    method: request.method,
    path,
    route: context.routePath,
    digest,
  })
}
