import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, for a link, a session or a program; stands unquoted in addresses. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/**
 * SHA-256 in hexadecimal, as secrets that we make are kept and looked up: they are random, so that a slow hash would guard
 * nothing more.
 */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
