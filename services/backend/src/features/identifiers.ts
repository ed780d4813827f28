import { randomBytes } from 'node:crypto'
import anyAscii from 'any-ascii'

/** A UUID of version 7 (RFC 9562): ordered by the time it was made, so that indexes grow at one end. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Lower case without accents: what names are ordered by. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim()
}

/**
 * A slug of at most 60 characters: letters a to z, digits, single hyphens; '' where nothing is left. Every script is
 * written in Latin letters, and emoji by their names, so that each title has an address of its own.
 */
export function slugOf(name: string): string {
  // Only Latin letters lose their marks: in other scripts a mark is a vowel.
  const latin = name.replace(/\p{Script=Latin}\p{M}*/gu, (letter) =>
    letter.normalize('NFKD').replace(/\p{M}+/gu, ''),
  )
  return anyAscii(latin.normalize('NFC'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
