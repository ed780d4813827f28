import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Context } from '../../core/context.ts'
import { ManageError, missingError } from '../../core/errors.ts'
import { nextFolder } from '../../core/services/frontend.ts'
import type { Plan, Step } from '../../core/steps.ts'
import { developmentServices, inspectorsOf, type PortName, type ServiceName } from '../../core/topology.ts'
import { generatedSteps } from '../../machine/generated-code.ts'
import { assertPortsFree, loopbackHost, wantedInspectors, wantedPorts } from '../../machine/ports.ts'
import { findOnPath } from '../../machine/system-tools.ts'
import { instanceSecrets } from '../development-secrets.ts'
import type { Engine, StartTiming, UpReport, UpRequest } from '../engine.ts'
import { keeperSteps } from '../keeper-steps.ts'
import { readLogs } from '../logs/log-file-reader.ts'
import type { LogQuery } from '../logs/log-record.ts'
import { askSupervisor } from './control.ts'
import { databaseCommand, databaseStep } from './database-program.ts'
import { alreadyRunning, rememberStep, stackPorts, startStep } from './embedded-start.ts'
import { embeddedStatus } from './embedded-status.ts'
import { embeddedKeeper } from './keeper-program.ts'
import { postgresUrl } from './postgres-server.ts'
import { readState, runningSupervisor } from './run-state.ts'
import { hasDatabase, planPostgres, planStack } from './stack-plan.ts'
import type { PostgresPlan } from './stack-types.ts'
import { stopStack } from './stop-stack.ts'
import { withPostgres } from './with-postgres.ts'

/** The supervisor gives up long before, unless something moves. */
const restartTimeoutMs = 600_000

/** The engine that needs no Docker: supervised processes and an embedded PostgreSQL under `.parlance/<instance>`. */
export function createEmbeddedEngine(context: Context): Engine {
  const { instance, root, signal } = context
  const { folder } = instance

  /** The instance's server, and the steps that must come before its first start. */
  async function openPostgres() {
    const host = runningSupervisor(folder)?.host ?? (await loopbackHost())
    const { secrets, keep } = instanceSecrets(folder)
    const { postgres, prepare } = planPostgres(context, host, secrets.postgresPassword)
    return { host, secrets, postgres, prepare: [...keep, rememberStep(context), ...prepare] }
  }

  async function up(request: UpRequest, announce: (report: UpReport) => void): Promise<Plan<void>> {
    const running = runningSupervisor(folder)
    if (running && running.failed === undefined) {
      const without = request.inspect.filter((name) => !running.programs[name]?.inspector)
      if (without.length > 0) throw runsWithoutInspector(instance.name, without)
      if (!running.programs.frontend && !request.without?.includes('frontend'))
        throw runsWithoutPages(instance.name)
      return { steps: [], result: () => announce(alreadyRunning(context)) }
    }
    const { host, secrets, postgres, prepare } = await openPostgres()
    const inspectors = inspectorsOf(request.inspect, instance.offset, context.config.inspectors)
    const plan = await planStack(
      context,
      host,
      postgres,
      secrets.jwtSecret,
      request.waitTimeout * 1000,
      inspectors,
      request.without,
    )
    // What a run that was cut off has left may hold them: the start ends that first.
    if (!readState(folder))
      await assertPortsFree([...wantedPorts(host, stackPorts(plan)), ...wantedInspectors(host, inspectors)])
    return {
      // What a start that failed has left is begun anew: its causes may be in its environment.
      steps: [
        ...(running ? stopSteps() : []),
        ...generatedSteps(root),
        ...prepare,
        startStep(context, plan, request.detached, announce),
      ],
      result: () => {},
    }
  }

  async function removable(
    scope: 'data' | 'all',
  ): Promise<{ steps: readonly Step[]; names: readonly string[] }> {
    const paths = ownFolders(scope, (await openPostgres()).postgres)
    return {
      steps: paths.map((path) => ({
        summary: `remove ${path}`,
        act: () => rmSync(path, { recursive: true, force: true }),
      })),
      names: paths.map((path) => `${shown(root, path)}${path === folder ? backupsIn(folder) : ''}`),
    }
  }

  function stopSteps(onStopped: (programs: readonly string[]) => void = () => {}): Step[] {
    const state = readState(folder)
    if (!state) return []
    const act = async () => onStopped(await stopStack(folder))
    return [{ summary: `stop ${Object.keys(state.programs).join(', ')}`, act }]
  }

  function ownFolders(scope: 'data' | 'all', { data }: PostgresPlan): string[] {
    const outside = data.startsWith(folder) ? [] : [dirname(data)]
    const pages = join(root, 'services', 'frontend', nextFolder(instance.name))
    const own =
      scope === 'all' ? [folder, pages] : [...(outside.length > 0 ? [] : [data]), join(folder, 'assets')]
    return [...own, ...outside].filter((path) => existsSync(path))
  }

  return {
    name: 'embedded',
    up,

    async database(action, request = {}) {
      const { postgres, prepare } = await openPostgres()
      const needsData =
        action === 'status' ||
        action === 'check' ||
        action === 'admin-invite' ||
        action === 'admin-password' ||
        action === 'catalogue-import' ||
        action === 'catalogue-export' ||
        action === 'person-export'
      if (needsData && !hasDatabase(postgres)) throw noDatabase()
      let document: Record<string, unknown> = {}
      const command = databaseCommand(root, action, postgresUrl(postgres), request.args)
      const work = databaseStep(
        action,
        command,
        (said) => {
          document = said
        },
        request,
      )
      const name = `parlance of instance ${instance.name} (embedded, port ${instance.ports.postgres})`
      return {
        steps: [
          ...generatedSteps(root),
          ...prepare,
          ...(runningSupervisor(folder) ? [work] : withPostgres(folder, postgres, [work])),
        ],
        losses: action === 'reset' ? [`all data in the database ${name}`] : [],
        result: () => document,
      }
    },

    async keep(tasks) {
      const { postgres, prepare } = await openPostgres()
      const { steps, documents } = keeperSteps(embeddedKeeper(context, postgres), tasks)
      const result = () => documents
      if (tasks.every((task) => 'folderOnly' in task)) return { steps, result }
      if (!hasDatabase(postgres)) throw noDatabase()
      const around = runningSupervisor(folder) ? steps : withPostgres(folder, postgres, steps)
      return { steps: [...generatedSteps(root), ...prepare, ...around], result }
    },

    async down({ volumes }) {
      let stopped: readonly string[] = []
      const stop = stopSteps((programs) => {
        stopped = programs
      })
      const data = volumes ? await removable('data') : { steps: [], names: [] }
      return {
        steps: [...stop, ...data.steps],
        losses: data.names,
        result: () => ({ stopped, removed: data.names }),
      }
    },

    async build() {
      const began = Date.now()
      const steps = generatedSteps(root)
      const built = steps.length > 0 ? ['database client'] : []
      return { steps, result: () => ({ built, seconds: (Date.now() - began) / 1000 }) }
    },

    async restart(services: readonly ServiceName[]) {
      const state = runningSupervisor(folder)
      if (!state) throw notRunning(instance.name)
      let restarted: readonly StartTiming[] = []
      const act = async () => {
        restarted = (await askSupervisor(state.control, { restart: services }, restartTimeoutMs)).restarted
      }
      const summary = `restart ${services.join(', ')}, and wait until each is healthy`
      return { steps: [{ summary, act }], result: () => ({ restarted }) }
    },

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
      const { steps, names } = await removable('all')
      return { steps: [...stopSteps(), ...steps], losses: names, result: () => ({ removed: names }) }
    },

    async shell(interactive) {
      if (!runningSupervisor(folder)) throw notRunning(instance.name)
      const url = postgresUrl((await openPostgres()).postgres)
      const psql = findOnPath('psql', context.env.PATH)
      if (psql)
        return { file: psql, args: interactive ? [] : stopAtError, env: { ...psqlEnvironment(new URL(url)) } }
      return {
        file: process.execPath,
        args: [join(import.meta.dirname, 'sql-shell-main.ts')],
        env: { DATABASE_URL: url },
      }
    },
  }
}

const stopAtError = ['--set=ON_ERROR_STOP=1']
/** That an instance's folder holds its backups is said before it goes. */
function backupsIn(folder: string): string {
  const place = join(folder, 'backups')
  const found = existsSync(place) ? readdirSync(place).filter((name) => name.startsWith('parlance-')) : []
  return found.length === 0 ? '' : `, with ${found.length} backups, the newest ${found.sort().at(-1)}`
}

const allLogs: readonly PortName[] = [...developmentServices, 'postgres']
/** As short as it can be and still be found. */
const shown = (root: string, path: string) => (path.startsWith(root) ? relative(root, path) : path)

const noDatabase = () =>
  missingError('this instance has no database yet', { hint: 'Make it: pnpm manage db:migrate, or dev:up' })

const runsWithoutInspector = (name: string, services: readonly string[]) =>
  new ManageError('failed', `instance ${name} runs without an inspector of ${services.join(', ')}`, {
    hint: 'An inspector opens with its process: pnpm manage dev:down, then dev:up --inspect',
  })

const runsWithoutPages = (name: string) =>
  new ManageError('failed', `instance ${name} runs without its pages, as it was started`, {
    hint: 'To have them: pnpm manage dev:down, then dev:up. Without: dev:up --without-frontend',
  })

const notRunning = (name: string) =>
  new ManageError('failed', `instance ${name} does not run`, {
    hint: 'Start it: pnpm manage dev:up. What runs here: pnpm manage status',
  })

/** psql reads these; a URL among its arguments would show the password to every user of the machine. */
const psqlEnvironment = (url: URL) => ({
  PGHOST: url.hostname.replace(/^\[|\]$/g, ''),
  PGPORT: url.port,
  PGUSER: url.username,
  PGPASSWORD: decodeURIComponent(url.password),
  PGDATABASE: url.pathname.slice(1),
})
