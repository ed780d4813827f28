/** One measured figure, beside what it has to reach. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** s, ms, MB; "×" = times the peer. */
  readonly unit: string
  /** Most that it may be; undefined = shown, and not judged. */
  readonly limit?: number
  /** What it stands beside: how it was taken, and its peer's figure. */
  readonly beside: string
}

/** The middle of the samples; the mean of the two middle ones where their number is even. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The sample that a share of all samples is not above: 0.95 for the 95th of a hundred. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Prints the table and makes the program end with 1 where a limit is missed. */
export function report(title: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ name, value, unit, limit, beside }) => [
    name,
    `${format(value)} ${unit}`,
    limit === undefined ? '' : `≤ ${format(limit)} ${unit}`,
    limit === undefined ? '' : value <= limit ? 'ok' : 'MISSED',
    beside,
  ])
  const table = [['', 'median', 'limit', '', 'beside'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  console.log(`${title}\n${lines.join('\n')}\n`)
  if (figures.some(({ value, limit }) => limit !== undefined && !(value <= limit))) process.exitCode = 1
}

/** Runs the work and gives its time in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const format = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
