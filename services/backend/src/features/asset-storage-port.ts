import type { Readable } from 'node:stream'

/** Where images and sources of videos are kept: by what they contain, so that the same image is kept once and never changes. */
export interface AssetStorage {
  /** Keeps bytes; keeping the same again changes nothing. @returns their key */
  put(content: Uint8Array, mediaType: string): Promise<string>
}

/** The same place, for files of any size. */
export interface FileStorage {
  /** Reads a file, or a part of one: from its first byte on, to its last. @returns undefined where it is not there. @throws Problem `unavailable` */
  read(key: string, part?: { readonly start: number; readonly end?: number }): Promise<Readable | undefined>
  /** Of one that is not there nothing is said. */
  remove(key: string): Promise<void>
  /**
   * Keeps a file of any size under a key that is made of its SHA-256; keeping the same again changes nothing. The file stays where it is.
   *
   * @param bytes of the file
   */
  keepFile(file: string, key: string, bytes: number): Promise<void>
}
