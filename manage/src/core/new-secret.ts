import { randomBytes } from 'node:crypto'

/** A new value of 256 bits that stands unquoted in files and URLs. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
