import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'

type Document = Record<string, unknown>

/** Each part of a drill with its time, what the restored site answered, and what would be lost now. */
export function drillText(drill: Document, style: Style): string {
  const { ok, place, backup, madeAt, seconds, newestMessage, answers, lost } = drill
  const phases = (drill.phases ?? []) as { name: string; seconds: number }[]
  const problems = (drill.problems ?? []) as string[]
  const newest = newestMessage as Document | undefined
  const found = answers as Document | undefined
  return [
    formatTable(phases.map((phase) => [phase.name, `${phase.seconds.toFixed(1)} s`])),
    ...(found
      ? [
          `it answered: ${found.listings} listings, ${found.found} found by search, ${found.rooms} rooms, ${found.people} people`,
        ]
      : []),
    ...(newest ? [`newest message: ${newest.seq} of room ${newest.room}, ${newest.at}`] : []),
    ...(lost
      ? [`lost if it were now: ${(lost as Document).messages} messages, written since ${String(madeAt)}`]
      : []),
    ok === true
      ? `${style.green('the site came back')} from ${String(place)}: ${String(backup)} in ${Number(seconds).toFixed(1)} s`
      : [style.red(`the site did not come back from ${String(place)}`), ...problems].join('\n  '),
  ].join('\n')
}
