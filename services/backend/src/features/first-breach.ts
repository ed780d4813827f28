/** What a value breaks: where (a JSON pointer, "" = the value itself), and what must be. */
export interface Breach {
  readonly instancePath: string
  readonly message: string
}

/** What of a JSON schema bounds the size of a value. */
interface Bounds {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Bounds>>
  readonly additionalProperties?: unknown
  readonly items?: Bounds
  readonly anyOf?: readonly Bounds[]
  readonly maxItems?: number
  readonly minItems?: number
  readonly maxLength?: number
}

/**
 * Whether a text can be kept: PostgreSQL holds no NUL, and half a surrogate pair is no character, so that UTF-8 has no
 * bytes for it.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/**
 * The first bound that a value breaks, found without walking what is too large: nothing is looked at in a list that is
 * too long, nor in what the schema does not name. Also the one place that refuses text that cannot be kept. What passes
 * is small, and its types may still be wrong.
 */
export function findBreach(schema: object, value: unknown, at = ''): Breach | undefined {
  const bounds = schema as Bounds
  if (typeof value === 'string') return breachOfText(bounds, value, at)
  if (bounds.anyOf) return breachOfAny(bounds.anyOf, value, at)
  if (Array.isArray(value)) return breachOfList(bounds, value, at)
  if (value === null || typeof value !== 'object') return undefined
  if (bounds.type !== undefined && bounds.type !== 'object')
    return { instancePath: at, message: mustBe(bounds) }
  return breachOfObject(bounds, value as Record<string, unknown>, at)
}

function breachOfText(bounds: Bounds, text: string, at: string): Breach | undefined {
  const { maxLength } = bounds.anyOf?.find(({ type }) => type === 'string') ?? bounds
  // A character is at most two units long: what is counted exactly is the validator's to count.
  if (maxLength !== undefined && text.length > 2 * maxLength) {
    return { instancePath: at, message: `must not have more than ${maxLength} characters` }
  }
  if (isStorable(text)) return undefined
  return {
    instancePath: at,
    message:
      'must be text that can be kept: without the character U+0000, and without half of a surrogate pair',
  }
}

function breachOfAny(variants: readonly Bounds[], value: unknown, at: string): Breach | undefined {
  let first: Breach | undefined
  for (const variant of variants) {
    const breach = findBreach(variant, value, at)
    if (!breach) return undefined
    first ??= breach
  }
  return first
}

function breachOfList(bounds: Bounds, list: readonly unknown[], at: string): Breach | undefined {
  if (bounds.type !== undefined && bounds.type !== 'array')
    return { instancePath: at, message: mustBe(bounds) }
  const { maxItems, minItems, items } = bounds
  if (maxItems !== undefined && list.length > maxItems) {
    return { instancePath: at, message: `must not have more than ${maxItems} items` }
  }
  if (minItems !== undefined && list.length < minItems) {
    return { instancePath: at, message: `must not have fewer than ${minItems} items` }
  }
  if (!items) return undefined
  for (const [index, item] of list.entries()) {
    const breach = findBreach(items, item, `${at}/${index}`)
    if (breach) return breach
  }
  return undefined
}

function breachOfObject(bounds: Bounds, value: Record<string, unknown>, at: string): Breach | undefined {
  const { properties = {}, additionalProperties } = bounds
  for (const [name, property] of Object.entries(properties)) {
    if (!Object.hasOwn(value, name)) continue
    const breach = findBreach(property, value[name], `${at}/${name}`)
    if (breach) return breach
  }
  if (additionalProperties !== false) return undefined
  for (const name in value) {
    if (!Object.hasOwn(properties, name)) {
      return { instancePath: at, message: `must not have the member ${JSON.stringify(name.slice(0, 40))}` }
    }
  }
  return undefined
}

function mustBe({ type = 'something else' }: Bounds): string {
  return `must be ${type === 'string' || type === 'number' || type === 'boolean' ? `a ${type}` : `an ${type}`}`
}
