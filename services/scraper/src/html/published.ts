/**
 * The first claim that is a moment, as ISO 8601 in UTC. A time without a zone is taken as UTC, so that the same page says
 * the same wherever it is read. Nothing before the web itself, nothing in the future.
 *
 * @param now milliseconds since 1970
 */
export function publishedTime(claims: readonly (string | null | undefined)[], now: number): string {
  for (const claim of claims) {
    const time = momentOf(claim?.trim() ?? '')
    if (time !== undefined && time > Date.UTC(1990) && time < now + 48 * 3_600_000)
      return new Date(time).toISOString()
  }
  return ''
}

function momentOf(claim: string): number | undefined {
  if (claim === '') return undefined
  if (/^\d{10}$/.test(claim)) return Number(claim) * 1_000
  if (/^\d{13}$/.test(claim)) return Number(claim)
  // `+0200` as some write it, to `+02:00` as ECMAScript reads it.
  const tidy = claim.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').replace(/^(\d{4}-\d\d-\d\d) (\d\d:)/, '$1T$2')
  const zoned = /(?:z|utc|gmt|[a-z]{3,4}t|[+-]\d{2}:?\d{2})$/i.test(tidy)
  const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+$/i.test(tidy)
  const isoDate = /^\d{4}-\d\d-\d\d$/.test(tidy)
  const time = Date.parse(isoTime ? `${tidy}Z` : zoned || isoDate ? tidy : `${tidy} UTC`)
  return Number.isNaN(time) ? undefined : time
}
