import { type Origin, parseOrigin, parseRegistry } from './addresses.ts'
import { usageError } from './errors.ts'

/** @throws ManageError (usage) naming the flag and what it wants */
export function readOrigin(flag: string, text: string): Origin {
  const origin = parseOrigin(text)
  if (origin) return origin
  throw usageError(`${flag} wants an address such as https://example.org, and got "${text}"`)
}

/** @returns without a slash at its end. @throws ManageError (usage) naming the flag and what it wants */
export function readRegistry(flag: string, text: string): string {
  const registry = parseRegistry(text)
  if (registry !== undefined) return registry
  throw usageError(
    `${flag} wants a registry and a prefix such as registry.example.org/parlance, and got "${text}"`,
    'In small letters, without https:// and without a tag.',
  )
}
