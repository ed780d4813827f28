import { createHash } from 'node:crypto'

/** An instance's name has at most 30 signs, of which `preview-` takes eight. */
const longest = 22
const digits = 6

/**
 * A valid and stable name for whatever a branch is called: a DNS label of at most 22 small letters, digits and hyphens. One
 * that had to be changed ends with six digits of its digest, so that `a/b` and `a-b` are two.
 */
export function previewName(wanted: string): string {
  const plain = wanted
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  // A name that ends as a digest does could be another's.
  if (plain !== '' && plain === wanted && plain.length <= longest && !/(?:^|-)[0-9a-f]{6}$/.test(plain))
    return plain
  const digest = createHash('sha256').update(wanted).digest('hex').slice(0, digits)
  const kept = plain.slice(0, longest - digits - 1).replace(/-+$/, '')
  return kept === '' ? digest : `${kept}-${digest}`
}

const prefix = 'preview-'

/** The instance that a preview is. */
export const previewInstance = (name: string): string => `${prefix}${name}`

/** The preview that an instance is; undefined: it is none. */
export const previewOf = (instance: string): string | undefined =>
  instance.startsWith(prefix) ? instance.slice(prefix.length) : undefined
