/** Megabytes, for people: with one digit behind the point below ten. */
export function megabytes(bytes: number): number {
  const value = bytes / 1_000_000
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}
