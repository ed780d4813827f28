import { reportError } from '@parlance/service-kit/reporting'
import { currentTraceId } from '@parlance/service-kit/spans'
import { env } from './env.ts'

/** What Next tells of an error that no page of ours caught. */
export interface RequestError {
  readonly error: unknown
  readonly request: { readonly path: string; readonly method: string }
  readonly context: { readonly routePath: string; readonly routeType: string }
}

/** Writes one JSON line in the shape of the other services' logs, and reports the error where that is wanted. */
export function logRequestError({ error, request, context }: RequestError): void {
  const problem = error instanceof Error ? error : new Error(String(error))
  const digest = 'digest' in problem && typeof problem.digest === 'string' ? problem.digest : undefined
  const traceId = currentTraceId()
  const line = {
    level: 'error',
    time: new Date().toISOString(),
    service: 'frontend',
    version: env().version,
    msg: problem.message,
    stack: problem.stack,
    digest,
    method: request.method,
    path: request.path.split('?')[0] ?? request.path,
    route: context.routePath,
    kind: context.routeType,
    traceId,
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
  reportError(problem, {
    doing: `${request.method} ${context.routePath}`,
    ...(digest && { digest }),
    ...(traceId && { traceId }),
  })
}
