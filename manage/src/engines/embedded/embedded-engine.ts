import { existsSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Context } from '../../core/context.ts'
import { interruptedError, ManageError, missingError } from '../../core/errors.ts'
import { defaultInstance, rememberInstance } from '../../core/instance.ts'
import type { Step } from '../../core/process-spec.ts'
import { type PortName, type ServiceName, serviceNames } from '../../core/topology.ts'
import { planGenerated, refreshGenerated } from '../../machine/generated-code.ts'
import { loopbackHost } from '../../machine/ports.ts'
import { findOnPath } from '../../machine/system-tools.ts'
import type { DatabaseAction, Engine, UpReport, UpRequest } from '../engine.ts'
import { readLogs } from '../logs/log-file-reader.ts'
import type { LogQuery } from '../logs/log-record.ts'
import { logText, parseLogLine } from '../logs/log-text.ts'
import { criticalChain } from '../report.ts'
import { askSupervisor } from './control.ts'
import { databaseCommand, runDatabase } from './database-program.ts'
import { startDetached } from './detached.ts'
import { embeddedStatus } from './embedded-status.ts'
import { postgresProgram, postgresUrl } from './postgres-server.ts'
import { runningSupervisor } from './run-state.ts'
import { nextFolder } from './service-environment.ts'
import { hasDatabase, planPostgres, planStack } from './stack-plan.ts'
import type { DatabasePlan, PostgresPlan, StackPlan } from './stack-types.ts'
import { stopStack } from './stop-stack.ts'
import { type Started, Supervisor } from './supervisor.ts'
import { withPostgres } from './with-postgres.ts'

const restartTimeoutMs = 90_000

/** The engine that needs no Docker: supervised processes and an embedded PostgreSQL under `.parlance/<instance>`. */
export function createEmbeddedEngine(context: Context): Engine {
  const { instance, output, root, runner, signal } = context
  const { folder } = instance

  async function up(request: UpRequest, announce: (report: UpReport) => void): Promise<void> {
    const running = runningSupervisor(folder)
    if (running) return announce(alreadyRunning(context))
    rememberInstance(instance, 'embedded')
    if (instance.name !== defaultInstance)
      output.say(`instance ${instance.name}: every port moved by ${instance.offset}`)
    for (const what of await refreshGenerated(root, runner)) output.say(`generated: ${what}`)
    const plan = await planStack(context, request.waitTimeout * 1000, false)
    const began = Date.now()
    const report = (started: Started) => announce(upReport(context, plan, started, Date.now() - began))
    if (request.detached) {
      return report(await startDetached({ plan, root, env: context.env, signal, onNote: output.say }))
    }
    const supervisor = new Supervisor({
      plan,
      env: context.env,
      runner,
      onNote: output.say,
      onLine(name, line) {
        const record = parseLogLine(name, line, new Date())
        if (record.message !== '') output.say(logText(record, output.style))
      },
    })
    report(await supervisor.start(signal))
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    output.say('stopping…')
    await supervisor.stop()
    output.say('stopped')
    throw interruptedError()
  }

  async function postgresPlan(preview: boolean): Promise<PostgresPlan> {
    return planPostgres(context, runningSupervisor(folder)?.host ?? (await loopbackHost()), preview)
  }

  async function database(action: DatabaseAction): Promise<Record<string, unknown>> {
    const plan = await postgresPlan(action === 'status' || action === 'verify')
    const reads = action === 'status' || action === 'verify'
    if (reads && !hasDatabase(plan)) {
      throw missingError('this instance has no database yet', {
        hint: 'Make it: pnpm manage db:migrate, or dev:up',
      })
    }
    rememberInstance(instance, 'embedded')
    await refreshGenerated(root, runner)
    const work = () => runDatabase(runner, databaseCommand(root, action, postgresUrl(plan)))
    return runningSupervisor(folder) ? work() : withPostgres(folder, plan, work)
  }

  return {
    name: 'embedded',
    up,
    database,
    async planUp(request) {
      if (runningSupervisor(folder)) return []
      const plan = await planStack(context, request.waitTimeout * 1000, true)
      return [...planGenerated(root), ...stackSteps(plan)]
    },
    async down({ volumes }) {
      const stopped = await stopStack(folder)
      return { stopped, removed: volumes ? remove(await ownFolders('data', await postgresPlan(true))) : [] }
    },
    async planDown({ volumes }) {
      const state = runningSupervisor(folder)
      const stop = state ? [{ summary: `stop ${Object.keys(state.programs).join(', ')}` }] : []
      return volumes ? [...stop, ...(await ownFolders('data', await postgresPlan(true))).map(removal)] : stop
    },
    async build() {
      const began = Date.now()
      return { built: await refreshGenerated(root, runner), seconds: (Date.now() - began) / 1000 }
    },
    planBuild: async () => planGenerated(root),
    async restart(services: readonly ServiceName[]) {
      const state = runningSupervisor(folder)
      if (!state) throw notRunning(instance.name)
      return askSupervisor(state.control, { restart: services }, restartTimeoutMs)
    },
    planRestart: async (services) => services.map((name) => ({ summary: `restart ${name}` })),
    async *logs(query: LogQuery) {
      const names = query.services.length > 0 ? query.services : allLogs
      yield* readLogs(
        folder,
        names.filter((name) => name !== 'redis'),
        query,
        signal,
      )
    },
    status: () => embeddedStatus(instance, true),
    async clean() {
      await stopStack(folder)
      return { removed: remove(await ownFolders('all', await postgresPlan(true))) }
    },
    planClean: async () => (await ownFolders('all', await postgresPlan(true))).map(removal),
    async possessions(scope) {
      return (await ownFolders(scope, await postgresPlan(true))).map((path) => shown(root, path))
    },
    async planDatabase(action) {
      const plan = await postgresPlan(true)
      const start = runningSupervisor(folder)
        ? []
        : [{ summary: 'start PostgreSQL for as long as this takes', command: postgresProgram(plan).command }]
      return [
        ...planGenerated(root),
        ...start,
        { summary: `${action} the database`, command: databaseCommand(root, action, postgresUrl(plan)) },
      ]
    },
    databaseName: () => `parlance of instance ${instance.name} (embedded, port ${instance.ports.postgres})`,
    async shell() {
      if (!runningSupervisor(folder)) throw notRunning(instance.name)
      const url = postgresUrl(await postgresPlan(true))
      const psql = findOnPath('psql', context.env.PATH)
      if (psql) return { file: psql, args: [], env: { ...psqlEnvironment(new URL(url)) } }
      return {
        file: process.execPath,
        args: [join(import.meta.dirname, 'sql-shell-main.ts')],
        env: { DATABASE_URL: url },
      }
    },
  }

  async function ownFolders(scope: 'data' | 'all', { data }: PostgresPlan): Promise<string[]> {
    const outside = data.startsWith(folder) ? [] : [dirname(data)]
    const pages = join(root, 'services', 'frontend', nextFolder(instance.name))
    const own =
      scope === 'all' ? [folder, pages] : [...(outside.length > 0 ? [] : [data]), join(folder, 'assets')]
    return [...own, ...outside].filter((path) => existsSync(path))
  }

  function remove(paths: readonly string[]): string[] {
    for (const path of paths) rmSync(path, { recursive: true, force: true })
    return paths.map((path) => shown(root, path))
  }
}

const allLogs: readonly PortName[] = [...serviceNames, 'postgres']
/** As short as it can be and still be found. */
const shown = (root: string, path: string) => (path.startsWith(root) ? relative(root, path) : path)

const removal = (path: string): Step => ({ summary: `remove ${path}` })

const notRunning = (name: string) =>
  new ManageError('failed', `instance ${name} does not run`, { hint: 'Start it: pnpm manage dev:up' })

/** psql reads these; a URL among its arguments would show the password to every user of the machine. */
const psqlEnvironment = (url: URL) => ({
  PGHOST: url.hostname.replace(/^\[|\]$/g, ''),
  PGPORT: url.port,
  PGUSER: url.username,
  PGPASSWORD: decodeURIComponent(url.password),
  PGDATABASE: url.pathname.slice(1),
})

function stackSteps(plan: StackPlan): Step[] {
  const { postgres, database } = plan
  return [
    ...(postgres && !hasDatabase(postgres)
      ? [{ summary: `create a database server in ${postgres.data}` }]
      : []),
    ...(postgres ? [{ summary: 'start postgres', command: postgresProgram(postgres).command }] : []),
    ...(database && postgres ? [databaseStep(database, hasDatabase(postgres))] : []),
    ...plan.programs.map(({ name, command }) => ({ summary: `start ${name}`, command })),
  ]
}

const databaseStep = ({ create, migrate }: DatabasePlan, exists: boolean): Step =>
  exists
    ? { summary: 'apply migrations, if any is pending', command: migrate }
    : { summary: 'fill the new database: schema, sample catalogue, administrator', command: create }

function addressesOf(plan: Pick<StackPlan, 'programs'>, postgresAddress: string): Record<string, string> {
  const entries = plan.programs.map(({ name, address }) => [name, address] as const)
  return { ...Object.fromEntries(entries), postgres: postgresAddress }
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
    timings,
    criticalChain: criticalChain(timings),
    ...(administrator ? { administrator } : {}),
    notes: [
      ...(leftovers.length > 0 ? [`ended what an earlier run had left: ${leftovers.join(', ')}`] : []),
      ...(context.env.DATABASE_URL
        ? ['DATABASE_URL of your environment is not used: this stack has a database of its own']
        : []),
    ],
  }
}

function alreadyRunning({ instance }: Context): UpReport {
  const programs = Object.entries(runningSupervisor(instance.folder)?.programs ?? {})
  return {
    instance: instance.name,
    engine: 'embedded',
    alreadyRunning: true,
    seconds: 0,
    addresses: Object.fromEntries(programs.map(([name, { address }]) => [name, address])),
    timings: [],
    criticalChain: [],
    notes: [],
  }
}
