/** A server that tests use, and how to end it. */
export interface StartedServer {
  readonly url: string
  readonly version: string
  readonly stop: () => Promise<void>
}
