/**
 * How long a server asks to be left alone.
 *
 * @param value of `Retry-After`: seconds, or a date
 * @returns milliseconds from now; undefined where it does not ask
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
