/** What was tried, and what came of it. */
export interface Row {
  /** What counts. */
  readonly trap: 'TCP' | 'UDP' | 'DNS' | 'TLS' | 'picture'
  readonly what: string
  /** Connections, datagrams, questions, requests or pictures that came of it. */
  readonly arrived: number | undefined
  /** What comes of the same attempt where nothing holds it back. */
  readonly control: number | undefined
  /** Where that is. */
  readonly by: string
}

/** Prints attempts with their controls, for whoever reads the run. */
export function printAttempts(title: string, rows: readonly Row[]): void {
  const lines = rows.map(
    ({ trap, what, arrived, control, by }) =>
      `${trap.padEnd(8)}${String(arrived ?? '?').padStart(7)}  ${String(control ?? '?').padStart(7)}  ${what.padEnd(52)}${by}`,
  )
  const sum = rows.reduce((all, { arrived = Number.NaN }) => all + arrived, 0)
  console.log(
    [
      `${title}: ${rows.length} attempts, ${sum} arrived`,
      'trap    arrived  control  attempt, and where the control was',
      ...lines,
    ].join('\n'),
  )
}
