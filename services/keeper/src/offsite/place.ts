import type { Readable } from 'node:stream'

/** Where copies of backups are kept apart from the machine: files under names with slashes. */
export interface Place {
  /** As it is said to people and kept as evidence; no secret is in it. */
  readonly name: string
  /** Every file by its name, and how many bytes it has there. */
  list(): Promise<ReadonlyMap<string, number>>
  /** Bytes that a file of so many has there. */
  storedSize(bytes: number): number
  /** Keeps a file, whole or not at all. @param bytes of the content */
  put(key: string, content: Readable, bytes: number): Promise<void>
  /** @throws Error where there is no such file */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
}

/** What lies there was encrypted with another key than the one that is set. */
export class WrongKeyError extends Error {}
