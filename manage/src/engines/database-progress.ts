/** What a line of the database program says of how far it is; undefined for any other line. */
export function progressOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{"progress":')) return undefined
  try {
    return (JSON.parse(line) as { progress: Record<string, unknown> }).progress
  } catch {
    return undefined
  }
}
