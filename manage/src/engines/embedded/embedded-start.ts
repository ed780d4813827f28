import type { Context } from '../../core/context.ts'
import { interruptedError } from '../../core/errors.ts'
import { defaultInstance, rememberInstance } from '../../core/instance.ts'
import type { Step } from '../../core/steps.ts'
import type { PortName } from '../../core/topology.ts'
import type { UpReport } from '../engine.ts'
import { logText, parseLogLine } from '../logs/log-text.ts'
import { criticalChain } from '../report.ts'
import { startDetached } from './detached.ts'
import { postgresProgram } from './postgres-server.ts'
import { runningSupervisor } from './run-state.ts'
import { hasDatabase } from './stack-plan.ts'
import type { StackPlan } from './stack-types.ts'
import { type Started, Supervisor } from './supervisor.ts'

/** Writes down the place of the instance and that its data is here. */
export const rememberStep = ({ instance }: Context): Step => ({
  summary: `remember the ports of instance ${instance.name} in ${instance.folder}`,
  act: () => rememberInstance(instance, 'embedded'),
})

/** Starts everything of the plan under a supervisor; in the foreground, stays until Ctrl-C and stops it then. */
export function startStep(
  context: Context,
  plan: StackPlan,
  detached: boolean,
  announce: (report: UpReport) => void,
): Step {
  const { instance, output, root, env, runner, signal } = context
  return {
    summary: detached ? 'start a supervisor for all of these' : 'look after all of these until Ctrl-C',
    starts: startedProcesses(plan),
    async act() {
      if (instance.name !== defaultInstance)
        output.say(`instance ${instance.name}: every port moved by ${instance.offset}`)
      const began = Date.now()
      const report = (started: Started) => announce(upReport(context, plan, started, Date.now() - began))
      if (detached) return report(await startDetached({ plan, root, env, signal, onNote: output.say }))
      const supervisor = new Supervisor({
        plan,
        env,
        runner,
        onNote: output.say,
        onLine(name, line) {
          const record = parseLogLine(name, line, new Date())
          if (record.message !== '') output.say(logText(record, output.style))
        },
      })
      report(
        await supervisor.start(signal).catch((error: unknown) => {
          if (!signal.aborted) output.say('stopped; the logs stay: pnpm manage dev:logs')
          throw error
        }),
      )
      if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      output.say('stopping…')
      await supervisor.stop()
      output.say('stopped')
      throw interruptedError()
    },
  }
}

/** Every process of the plan, each in its place; the database program only for what it finds to do. */
function startedProcesses({ postgres, database, programs }: StackPlan): NonNullable<Step['starts']> {
  const server = postgres ? [{ summary: 'start postgres', process: postgresProgram(postgres).command }] : []
  const filled = postgres && hasDatabase(postgres)
  const data = !database
    ? []
    : filled
      ? [{ summary: 'apply migrations, if any is pending', process: database.migrate }]
      : [
          {
            summary: 'fill the new database: schema, sample catalogue, administrator',
            process: database.create,
          },
        ]
  return [
    ...server,
    ...data,
    ...programs.map(({ name, command }) => ({ summary: `start ${name}`, process: command })),
  ]
}

/** The ports that the stack listens on. */
export const stackPorts = ({ postgres, programs }: StackPlan): (readonly [PortName, number])[] => [
  ...(postgres ? [['postgres', postgres.port] as const] : []),
  ...programs.map(({ name, port }) => [name, port] as const),
]

function addressesOf(plan: Pick<StackPlan, 'programs'>, postgresAddress: string): Record<string, string> {
  const entries = plan.programs.map(({ name, address }) => [name, address] as const)
  return { ...Object.fromEntries(entries), postgres: postgresAddress }
}

/** The inspectors of programs, as reports have them. */
function inspectorsIn(
  programs: readonly { name: string; inspector?: string }[],
): Pick<UpReport, 'inspectors'> {
  const open = programs.flatMap(({ name, inspector }) => (inspector ? [[name, inspector] as const] : []))
  return open.length === 0 ? {} : { inspectors: Object.fromEntries(open) }
}

function upReport(context: Context, plan: StackPlan, started: Started, milliseconds: number): UpReport {
  const { administrator, timings, leftovers } = started
  const address = plan.postgres ? postgresProgram(plan.postgres).address : ''
  return {
    instance: plan.instance,
    engine: 'embedded',
    alreadyRunning: false,
    seconds: milliseconds / 1000,
    addresses: addressesOf(plan, address),
    ...inspectorsIn(plan.programs),
    timings,
    criticalChain: criticalChain(timings),
    ...(administrator ? { administrator } : {}),
    notes: [
      ...(leftovers.length > 0 ? [`ended what an earlier run had left: ${leftovers.join(', ')}`] : []),
      ...(context.env.DATABASE_URL
        ? ['DATABASE_URL of your environment is not used: this stack has a database of its own']
        : []),
      ...(plan.lacking ?? []).map(
        (what) => `${what}. To have it: pnpm manage setup --all, then dev:down and dev:up`,
      ),
    ],
  }
}

/** What a start says of a stack that runs already. */
export function alreadyRunning({ instance }: Context): UpReport {
  const programs = Object.entries(runningSupervisor(instance.folder)?.programs ?? {})
  return {
    instance: instance.name,
    engine: 'embedded',
    alreadyRunning: true,
    seconds: 0,
    addresses: Object.fromEntries(programs.map(([name, { address }]) => [name, address])),
    ...inspectorsIn(programs.map(([name, record]) => ({ ...record, name }))),
    timings: [],
    criticalChain: [],
    notes: [],
  }
}
