import { assertPortsFree } from '../../machine/ports.ts'
import { LogFile, toLogLine } from '../logs/log-file.ts'
import { postgresProgram, preparePostgres } from './postgres-server.ts'
import { Program } from './program.ts'
import { runMark } from './run-state.ts'
import type { PostgresPlan } from './stack-types.ts'

const startDeadlineMs = 30_000

/** Runs the server only for as long as `work` takes: database commands need no stack that runs. */
export async function withPostgres<T>(
  folder: string,
  plan: PostgresPlan,
  work: () => Promise<T>,
): Promise<T> {
  await assertPortsFree(plan.host, [['postgres', plan.port]])
  const mark = runMark(`command-${process.pid}`)
  await preparePostgres(plan, mark)
  const log = new LogFile(folder, 'postgres')
  const program = new Program(postgresProgram(plan), {
    mark,
    env: {},
    onLine: (line) => log.write(toLogLine(line, new Date())),
    onChange: () => {},
    onNote: () => {},
  })
  try {
    await program.start(Date.now() + startDeadlineMs)
    return await work()
  } finally {
    await program.stop()
    await log.close()
  }
}
