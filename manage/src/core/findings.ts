import type { Style } from './output.ts'
import type { Step } from './steps.ts'
import { formatTable } from './table.ts'

/** One thing looked at. `warning`: something is off that the product does without. */
export interface Finding {
  category:
    | 'project'
    | 'machine'
    | 'stack'
    | 'tools'
    | 'secrets'
    | 'network'
    | 'images'
    | 'site'
    | 'data'
    | 'accounts'
  name: string
  status: 'ok' | 'warning' | 'failure'
  message: string
  /** What a person can do. */
  fix?: string
  /** What `--fix` does; absent where only a person can. */
  repair?: readonly Step[]
}

/** A line for each finding, and under it what to do. @param repaired names of what was repaired */
export function findingsText(
  findings: readonly Omit<Finding, 'repair'>[],
  repaired: readonly string[],
  style: Style,
): string {
  const marks = { ok: style.green('✓'), warning: style.yellow('!'), failure: style.red('✗') }
  const rows = findings.flatMap(({ status, category, name, message, fix }) => [
    [marks[status], style.dim(category), name, message],
    ...(fix ? [['', '', '', style.dim(`→ ${fix}`)]] : []),
  ])
  return [...repaired.map((name) => `repaired: ${name}`), formatTable(rows)].join('\n')
}
