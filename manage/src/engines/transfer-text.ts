import type { Style } from '../core/output.ts'

interface Fault {
  line: number
  field: string
  message: string
}
interface Change {
  line: number
  slug: string
  what: string
  fields: readonly string[]
}

/** Lines that a person is shown of each list; the files have all. */
const mostShown = 20

/** What an export wrote: the catalogue, with `--all` everything of the site, with `--person` what is kept about somebody. */
export function exportedText({
  file,
  tools,
  tables,
  rows,
  assets,
  bytes,
  email,
  parts,
}: Record<string, unknown>): string {
  if (parts !== undefined) {
    const filled = Object.entries(parts as Record<string, number>).filter(([, count]) => count > 0)
    const found = filled.map(([name, count]) => `  ${name} ${count}`).join('\n')
    return `what is kept about ${String(email)}, in ${String(file)}:\n${found}`
  }
  if (tables === undefined) return `${String(tools)} listings in ${String(file)}`
  const megabytes = (Number(bytes) / 1e6).toFixed(1)
  return `${String(tables)} tables, ${String(rows)} rows and ${String(assets)} images in ${String(file)} (${megabytes} MB)`
}

/** What an import did, or would do. */
export function importText(document: Record<string, unknown>, style: Style): string {
  const { mapping = {}, ignored = [], mappingFile, changes = [], faults = [], topics = [] } = document
  const lines = Object.entries(mapping as Record<string, string>).map(([from, to]) => `  ${from} → ${to}`)
  if ((ignored as string[]).length > 0) lines.push(`  ignored: ${(ignored as string[]).join(', ')}`)
  if (mappingFile) return [`wrote ${String(mappingFile)}:`, ...lines].join('\n')
  const shown = lines.length > mostShown ? [`  ${lines.length} columns`] : lines
  const report: string[] = [`columns (${String(document.format)}, ${String(document.encoding)}):`, ...shown]
  for (const { line, slug, what, fields } of (changes as Change[]).slice(0, mostShown)) {
    report.push(`${line}: ${what} ${slug}${fields.length > 0 ? `: ${fields.join('; ')}` : ''}`)
  }
  for (const { line, field, message } of (faults as Fault[]).slice(0, mostShown)) {
    report.push(style.red(`${line}: ${field || 'the line'} ${message}`))
  }
  for (const topic of topics as string[]) report.push(`new ${topic}`)
  const { created, updated, unchanged, failed, seconds } = document
  const would = document.dryRun ? 'would be ' : ''
  report.push(
    `${String(created)} ${would}created, ${String(updated)} ${would}updated, ${String(unchanged)} unchanged, ${String(failed)} failed, in ${String(seconds)} s`,
  )
  if (document.failedFile) {
    report.push(`the lines that failed: ${String(document.failedFile)}; why: ${String(document.faultsFile)}`)
  }
  return report.join('\n')
}
