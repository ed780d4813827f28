import { type Api, createApi } from './client.ts'

/** Milliseconds that a browser waits for an answer. */
const browserDeadlineMs = 20_000

/** The REST client as browsers use it: with their cookies. */
export function browserApi(apiUrl: string): Api {
  return createApi({ baseUrl: apiUrl, deadlineMs: browserDeadlineMs, credentials: 'include' })
}
