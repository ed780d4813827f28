/**
 * Messages between the backends of one site. It only wakes: what must not be lost is in the database, so a listener
 * that missed something reads it there.
 */
export interface Bus {
  /**
   * Tells every listener of the topic, in this process (before it returns) and in the others (in order). Never throws;
   * while the others cannot be reached, they miss it.
   */
  publish(topic: string, message: string): void
  /** Listens until the returned function is called. A listener that throws harms no other. */
  subscribe(topic: string, listener: (message: string) => void): () => void
  /** Resolves once everything subscribed so far is in force in every backend, or cannot be for now. */
  settled(): Promise<void>
  /** Whether other backends can be reached; true where there are none. */
  readonly connected: boolean
  /** Called when the connection is lost, and when it is there again: what was published in between is missed. */
  onContact(listener: (connected: boolean) => void): () => void
  close(): Promise<void>
}
