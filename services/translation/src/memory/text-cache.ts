import { LRUCache } from 'lru-cache'

interface CachedText {
  readonly text: string
  readonly translated: string
}

/** Whole answers by text, so that a remembered text is not even parsed: least recently used go first, by bytes. */
export type TextCache<T extends CachedText> = LRUCache<string, T>

/** What an entry costs beside its strings, in bytes, about. */
const overhead = 400

/** @param maxBytes of keys and texts, at two bytes a character. A correction of one sentence clears all: it may concern any. */
export const createTextCache = <T extends CachedText>(maxBytes: number): TextCache<T> =>
  new LRUCache<string, T>({
    maxSize: Math.max(1, Math.floor(maxBytes)),
    sizeCalculation: ({ text, translated }, key) =>
      overhead + 2 * (key.length + text.length + translated.length),
  })
