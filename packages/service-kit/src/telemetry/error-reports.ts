import {
  captureException,
  close,
  contextLinesIntegration,
  eventFiltersIntegration,
  init,
  linkedErrorsIntegration,
} from '@sentry/node-core/light'
import { reportTo } from './reporting.ts'

/** Where errors go and whose they are. */
export interface ErrorSettings {
  readonly service: string
  readonly version: string
  readonly dsn: string
  /** `production`, `development`. */
  readonly environment: string
}

/** Milliseconds that the last reports have when the program ends. */
const endMs = 1_500

/**
 * Starts to report errors to Sentry, or to what speaks its protocol. Of its integrations those are taken that look at the error
 * alone: none reads requests, cookies, bodies, the console or variables, and none changes how a program ends.
 *
 * @returns what sends the rest and ends it.
 */
export function startErrorReports({
  service,
  version,
  dsn,
  environment,
}: ErrorSettings): () => Promise<void> {
  init({
    dsn,
    environment,
    release: `parlance@${version}`,
    serverName: service,
    defaultIntegrations: false,
    integrations: [eventFiltersIntegration(), linkedErrorsIntegration(), contextLinesIntegration()],
    sendDefaultPii: false,
  })
  reportTo((error, facts) => void captureException(error, { tags: { service, ...facts } }))
  return async () => {
    reportTo(() => {})
    await close(endMs)
  }
}
