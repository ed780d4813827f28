import type { EngineChoice } from './config.ts'
import type { Context } from './context.ts'
import { missingError } from './errors.ts'
import { rememberedEngine } from './instance.ts'
import type { Command, Step } from './runner.ts'
import type { PortName, ServiceName } from './stack.ts'

export type EngineName = 'docker' | 'embedded'

/** The health a service gives of itself, or why it could not be asked. */
export interface HealthAnswer {
  status: 'healthy' | 'degraded' | 'unhealthy' | 'unreachable'
  latencyMs: number
  /** What was said: the body of an HTTP answer, the gRPC status, or the connection's error. */
  detail: unknown
}

export interface ServiceStatus {
  name: PortName
  /** `running` says a process is there; `health` says whether it works. */
  state: 'running' | 'starting' | 'restarting' | 'flapping' | 'stopped'
  health?: HealthAnswer
  address: string
  pid?: number
  container?: string
  /** Resident memory of the service and what it started, in bytes. */
  memoryBytes?: number
  /** Times it was started again since the stack came up. */
  restarts?: number
  /** ISO 8601. */
  startedAt?: string
}

export interface StackStatus {
  instance: string
  engine: EngineName
  running: boolean
  services: readonly ServiceStatus[]
}

export interface UpRequest {
  detached: boolean
  /** Seconds until the start is given up. */
  waitTimeout: number
}

/** How one part of the stack came up, in milliseconds since the start was asked for. */
export interface StartTiming {
  name: string
  startedMs: number
  healthyMs: number
  /** The part it waited for last: following it gives the critical chain. */
  after?: string
}

/** What `dev:up` came to, at the moment when everything was healthy. */
export interface UpReport {
  instance: string
  engine: EngineName
  seconds: number
  alreadyRunning: boolean
  addresses: Readonly<Record<string, string>>
  timings: readonly StartTiming[]
  criticalChain: readonly StartTiming[]
  /** Only when the database was made in this start; the password is shown this once. */
  administrator?: { email: string; password: string }
  notes: readonly string[]
}

export interface LogQuery {
  services: readonly PortName[]
  follow: boolean
  /** Lines of each service to begin with. */
  tail: number | undefined
  since: Date | undefined
  grep: RegExp | undefined
  /** Lowest pino level. */
  level: number | undefined
}

/** One line of one service. Lines that are no JSON carry their text as `message`, level 30. */
export interface LogRecord {
  service: PortName
  /** ISO 8601. */
  time: string
  /** pino's number: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
  level: number
  message: string
  /** Every other field of a JSON line. */
  fields: Readonly<Record<string, unknown>>
}

export type DatabaseAction = 'migrate' | 'status' | 'seed' | 'reset' | 'verify'

/** What `dev:*` and `db:*` need of a place where the stack runs. Both engines give the same results and exit codes. */
export interface Engine {
  readonly name: EngineName
  /** Starts the stack and announces it; when not detached, stays until it is stopped, and shows logs meanwhile. */
  up(request: UpRequest, announce: (report: UpReport) => void): Promise<void>
  planUp(request: UpRequest): Promise<readonly Step[]>
  down(request: { volumes: boolean }): Promise<{ stopped: readonly string[]; removed: readonly string[] }>
  planDown(request: { volumes: boolean }): Promise<readonly Step[]>
  build(services: readonly ServiceName[]): Promise<{ built: readonly string[]; seconds: number }>
  planBuild(services: readonly ServiceName[]): Promise<readonly Step[]>
  /** Restarts, and waits until each is healthy again. */
  restart(services: readonly ServiceName[]): Promise<{ restarted: readonly StartTiming[] }>
  planRestart(services: readonly ServiceName[]): Promise<readonly Step[]>
  logs(query: LogQuery): AsyncIterable<LogRecord>
  status(): Promise<StackStatus>
  /** Data and everything else that this instance keeps. */
  clean(): Promise<{ removed: readonly string[] }>
  planClean(): Promise<readonly Step[]>
  /** Exactly what will be removed, by name: `data` by `down --volumes`, `all` by `clean`. */
  possessions(scope: 'data' | 'all'): Promise<readonly string[]>
  /** Runs the backend's own database program and gives its JSON document. */
  database(action: DatabaseAction): Promise<Record<string, unknown>>
  planDatabase(action: DatabaseAction): Promise<readonly Step[]>
  /** What `db:reset` will lose, by name. */
  databaseName(): string
  /** An interactive SQL prompt. */
  shell(): Promise<Command>
}

export type Availability =
  | { available: true; detail: string }
  | { available: false; reason: string; fix: string }

/** An engine and, for people, why it was taken. */
export interface Selection {
  engine: Engine
  reason: string
}

/**
 * The engine for this call: the asked one; with `auto` the one in which this instance already runs. What looks at an
 * instance or its data then takes the engine that it was started on last; a start takes Docker if its daemon answers,
 * else embedded.
 * @throws ManageError (missing) when the asked engine cannot work here.
 */
export async function selectEngine(context: Context, starts = false): Promise<Selection> {
  const choice: EngineChoice = context.engine
  if (choice === 'embedded') return embedded(context, 'asked for')
  if (choice === 'auto') {
    const { runningSupervisor } = await import('./embedded/state.ts')
    if (runningSupervisor(context.instance.folder))
      return embedded(context, 'this instance already runs there')
    if (!starts && rememberedEngine(context.instance) === 'embedded') {
      return embedded(context, 'this instance was started there last')
    }
  }
  const { checkDocker } = await import('./docker-engine/availability.ts')
  const availability = await checkDocker(context)
  if (availability.available) {
    const { createDockerEngine } = await import('./docker-engine/engine.ts')
    return {
      engine: createDockerEngine(context),
      reason: choice === 'docker' ? 'asked for' : availability.detail,
    }
  }
  if (choice === 'docker') throw missingError(availability.reason, { hint: availability.fix })
  return embedded(context, availability.reason)
}

async function embedded(context: Context, reason: string): Promise<Selection> {
  const { createEmbeddedEngine } = await import('./embedded/engine.ts')
  return { engine: createEmbeddedEngine(context), reason }
}
