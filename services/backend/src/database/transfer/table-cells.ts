/** What spreadsheets take for a formula; one that is guarded already is guarded once more, so that nothing is lost. */
const formula = /^'*[=+\-@\t\r]/

/** A cell that no spreadsheet calculates: an apostrophe before it makes it text. */
export function harmless(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before {@link harmless}. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

/** A line of CSV, by RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
