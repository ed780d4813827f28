import type { Reading } from '../html/reading.ts'

/** Writes a description of a page from what was read in it. Throws Missing where it cannot. */
export type Describe = (reading: Reading, url: URL, signal: AbortSignal) => Promise<string>
