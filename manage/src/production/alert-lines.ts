import type { Context } from '../core/context.ts'
import { lastLines } from '../core/lines.ts'
import type { Style } from '../core/output.ts'
import { maskSecret } from '../core/shown-process.ts'
import type { PortName } from '../core/topology.ts'
import { runDocker } from '../docker/daemon.ts'
import { containerLogs } from '../docker/object-commands.ts'
import type { ContainerFacts } from '../docker/parse/container.ts'
import { logText, parseLogLine } from '../engines/logs/log-text.ts'
import { alertLines, type FiringAlert } from './firing-alerts.ts'

/** An alert, and what the container that it is about said last. */
export interface ExplainedAlert extends FiringAlert {
  /** Whose lines they are; null where the alert is about no container. */
  readonly service: string | null
  readonly lines: readonly string[]
}

const shown = 20

/** Puts to each alert the last lines of the container whose logs it says to read, also of one that has ended. */
export const explainAlerts = (
  { runner }: Pick<Context, 'runner'>,
  containers: readonly ContainerFacts[],
  alerts: readonly FiringAlert[],
): Promise<ExplainedAlert[]> =>
  Promise.all(
    alerts.map(async (alert) => {
      const [, service] = /\bprod:logs ([a-z][a-z-]*)/.exec(alert.command) ?? []
      const newest = containers
        .filter((one) => one.service === service && one.startedAt !== undefined)
        .sort((one, other) => (one.startedAt ?? '').localeCompare(other.startedAt ?? ''))
        .at(-1)
      if (!service || !newest) return { ...alert, service: null, lines: [] }
      const { stdout, stderr } = await runDocker(runner, containerLogs(newest.name, shown), { allow: 'any' })
      const said = `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
      return { ...alert, service, lines: lastLines(said, shown).map((line) => maskSecret('', line)) }
    }),
  )

/** Each alert with what to type, and below it what was said last. */
export const explainedLines = (alerts: readonly ExplainedAlert[], style: Style): string[] =>
  alerts.flatMap((alert) => [
    ...alertLines([alert], style),
    ...alert.lines.map((line) => {
      const record = parseLogLine(alert.service as PortName, line, new Date())
      return `    ${style.dim(line.startsWith('{') ? logText(record, style) : line)}`
    }),
  ])
