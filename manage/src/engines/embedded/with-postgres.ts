import type { Step } from '../../core/steps.ts'
import { assertPortsFree, wantedPorts } from '../../machine/ports.ts'
import { LogFile, toLogLine } from '../logs/log-file.ts'
import { untilDeadline } from '../start-progress.ts'
import { postgresProgram, preparePostgres } from './postgres-server.ts'
import { Program } from './program.ts'
import { runMark } from './run-state.ts'
import type { PostgresPlan } from './stack-types.ts'

const startDeadlineMs = 30_000

/**
 * Steps with the server running only for as long as they take: database commands need no stack that runs.
 * @param mark stands in the environment of its processes
 */
export function withPostgres(
  folder: string,
  plan: PostgresPlan,
  steps: readonly Step[],
  mark = runMark(`command-${process.pid}`),
): Step[] {
  const planned = postgresProgram(plan)
  let log: LogFile | undefined
  let program: Program | undefined
  const start: Step = {
    summary: 'start PostgreSQL for as long as this takes',
    starts: [{ summary: 'the server', process: planned.command }],
    async act() {
      await assertPortsFree(wantedPorts(plan.host, [['postgres', plan.port]]))
      await preparePostgres(plan, mark)
      const file = new LogFile(folder, 'postgres')
      log = file
      program = new Program(planned, {
        mark,
        env: {},
        onLine: (line) => file.write(toLogLine(line, new Date())),
        onChange: () => {},
        onNote: () => {},
      })
      await program.start(untilDeadline(Date.now() + startDeadlineMs))
    },
  }
  const stop: Step = {
    summary: 'stop PostgreSQL again',
    always: true,
    async act() {
      await program?.stop()
      await log?.close()
    },
  }
  return [start, ...steps, stop]
}
