/** How often something happened in a window of time. */
export interface Count {
  readonly count: number
  /** Milliseconds until the window ends. */
  readonly resetMs: number
}

/** What may be forgotten at any moment. No call throws: a cache that cannot be reached knows nothing. */
export interface Cache {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** Forgets values and counts. */
  delete(...keys: readonly string[]): Promise<void>
  /**
   * Counts one more in the window that the first of a key opens. Shared between the backends; each counts for itself
   * while they cannot reach each other.
   */
  count(key: string, windowMs: number): Promise<Count>
  /** Whether it can be reached. */
  readonly connected: boolean
  close(): Promise<void>
}
