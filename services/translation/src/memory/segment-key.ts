import { createHash } from 'node:crypto'

/** Changes when the text pipeline treats a segment in another way: what was remembered before is not used any more. */
const pipelineVersion = 'p4'

/** What a segment's translation depends on. */
export interface KeyParts {
  readonly engine: string
  readonly model: string
  readonly revision: string
  readonly source: string
  readonly target: string
  readonly glossaryVersion: string
}

/** Identity of a segment in memory. */
export interface SegmentKey {
  /** Hex SHA-256 of the NFC segment. */
  readonly hash: string
  /** Everything else that the translation depends on, as one string. */
  readonly field: string
  readonly source: string
  readonly target: string
}

/** SHA-256 of a text in Normalization Form C, in hex. */
export function segmentHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC'), 'utf8').digest('hex')
}

/** The part of the key that a whole request shares. Parts are joined by a character that none of them may hold. */
export function keyField(parts: KeyParts): string {
  return [
    pipelineVersion,
    parts.engine,
    parts.model,
    parts.revision,
    parts.source,
    parts.target,
    parts.glossaryVersion,
  ]
    .map((part) => part.replaceAll('|', '%7C'))
    .join('|')
}

/** The whole key as the permanent memory stores it. */
export function wholeKey({ hash, field }: SegmentKey): string {
  return `${field}|${hash}`
}
