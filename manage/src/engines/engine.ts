import type { EngineName } from '../core/config.ts'
import type { ProcessSpec } from '../core/process-spec.ts'
import type { Plan } from '../core/steps.ts'
import type { PortName, ServiceName } from '../core/topology.ts'
import type { LogQuery, LogRecord } from './logs/log-record.ts'
import type { HealthAnswer } from './probe/health-answer.ts'

export interface ServiceStatus {
  name: PortName
  /** `running` says a process is there; `health` says whether it works. `orphaned`: it runs, and its supervisor is gone. */
  state: 'running' | 'starting' | 'restarting' | 'flapping' | 'paused' | 'orphaned' | 'stopped'
  health?: HealthAnswer
  address: string
  /** Address of its Node's inspector, where it has one. */
  inspector?: string
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
  /** What a person should know of it, and what to do. */
  note?: string
}

export interface UpRequest {
  detached: boolean
  /** Seconds without any movement after which the start is given up. */
  waitTimeout: number
  /** Services whose Node opens its inspector. */
  inspect: readonly ServiceName[]
  /** Services that are not started; the embedded engine alone can leave some out. */
  without?: readonly ServiceName[]
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
  /** Addresses of the inspectors of Node, by service, where `--inspect` asked for some. */
  inspectors?: Readonly<Record<string, string>>
  timings: readonly StartTiming[]
  criticalChain: readonly StartTiming[]
  /** Only when the database was made in this start; the password is shown this once. */
  administrator?: { email: string; password: string }
  notes: readonly string[]
}

export type DatabaseAction =
  | 'migrate'
  | 'resolve'
  | 'status'
  | 'seed'
  | 'reset'
  | 'check'
  | 'admin-invite'
  | 'admin-password'
  | TransferAction

/** Reads a file of this machine, or writes one. */
export type TransferAction = 'catalogue-import' | 'catalogue-export' | 'person-export'

/** How an action of the database program is asked for, where there is more to it than its name. */
export interface DatabaseRequest {
  readonly args?: readonly string[]
  /** Called with its progress. */
  readonly onProgress?: (progress: Record<string, unknown>) => void
}

/** One thing that is asked of the keeper's program, which looks after the data. */
export interface KeeperTask {
  /** What it does, as a step says it. */
  summary: string
  words: readonly string[]
  /** It only reads the folder of the backups, and needs no database. */
  folderOnly?: true
  /** Exit code 1 with a document is an answer: a backup that is not verified. */
  answers?: true
  /** A folder of this machine, absolute, which it reads or writes under the same path. */
  mount?: string
}

/** Applies what a database lacks of the migrations, where a restore has prepared one beside the one that serves. */
export interface PreparedMigration {
  migratePrepared: true
}

/** What `dev:*` and `db:*` need of a place where the stack runs. Both engines give the same results and exit codes. */
export interface Engine {
  readonly name: EngineName
  /** Starts the stack and announces it; when not detached, stays until it is stopped, and shows logs meanwhile. */
  up(request: UpRequest, announce: (report: UpReport) => void): Promise<Plan<void>>
  down(request: {
    volumes: boolean
  }): Promise<Plan<{ stopped: readonly string[]; removed: readonly string[] }>>
  /** @param services all without any. */
  build(services: readonly ServiceName[]): Promise<Plan<{ built: readonly string[]; seconds: number }>>
  /** Restarts, and waits until each is healthy again. */
  restart(services: readonly ServiceName[]): Promise<Plan<{ restarted: readonly StartTiming[] }>>
  logs(query: LogQuery): AsyncIterable<LogRecord>
  status(): Promise<StackStatus>
  /** Removes the data and everything else that this instance keeps. */
  clean(): Promise<Plan<{ removed: readonly string[] }>>
  /** Runs the backend's own database program and gives its JSON document. */
  database(action: DatabaseAction, request?: DatabaseRequest): Promise<Plan<Record<string, unknown>>>
  /** Runs the keeper's program on this instance's data, a task after the other; gives their documents in order. */
  keep(tasks: readonly (KeeperTask | PreparedMigration)[]): Promise<Plan<readonly Record<string, unknown>[]>>
  /** A SQL prompt; not interactive, it reads statements and ends with the first that fails. */
  shell(interactive: boolean): Promise<ProcessSpec>
}
