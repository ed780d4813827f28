/** A moment as ISO 8601 text, or null. @param column SQL of a timestamptz */
export function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** The host of an address. @param column SQL of a text */
export function hostOf(column: string): string {
  return `lower(split_part(split_part(split_part(${column}, '://', 2), '/', 1), ':', 1))`
}

/**
 * Whether the page of a listing is of a host or below it, by the index of hosts read backwards: `moc.elpmaxe`, and what begins with
 * `moc.elpmaxe.`, which ends before `moc.elpmaxe/`.
 *
 * @param tool the alias of a row of "Tool" @param host SQL of a text in lower case
 */
export function pagesWithin(tool: string, host: string): string {
  const backwards = `reverse(${hostOf(`${tool}.url`)}) COLLATE "C"`
  return `(${backwards} = reverse(${host}) OR ${backwards} > reverse(${host}) || '.' AND ${backwards} < reverse(${host}) || '/')`
}

/** Whether an error of PostgreSQL says that something unique is there already. */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: string } | undefined)?.code === '23505'
}
