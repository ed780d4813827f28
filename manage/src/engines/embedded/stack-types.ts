import type { ProcessSpec } from '../../core/process-spec.ts'
import type { PortName } from '../../core/topology.ts'
import type { Probe } from '../probe/health-probe.ts'

/** One program under supervision, as data: built by pure code, carried to a detached supervisor as it is. */
export interface ProgramPlan {
  name: PortName
  command: ProcessSpec
  address: string
  port: number
  /** `host:port` of its Node's inspector, where it opens one. */
  inspector?: string
  probe: Probe
  /** Steps that come before: other programs' health, or the database being ready. */
  after: readonly StepName[]
  /** A reloader (nodemon) stands between the supervisor and the service: it stops and restarts the service itself. */
  reloader: boolean
  /** Folders in which a change is worth another try after a crash. */
  watch: readonly string[]
  stopSignal: NodeJS.Signals
  /** Milliseconds from the stop signal to SIGKILL. */
  graceMs: number
  /**
   * What it keeps between runs, below which folder, and writes down when it stops. Cut off in the middle of its work it
   * would keep half of it, so it is let do that only once the whole stack was up.
   */
  cache?: string
  /** The account it runs as, when root starts it. */
  owner?: Owner
}

export interface Owner {
  uid: number
  gid: number
}

/** `database` is the step between PostgreSQL answering and the schema being there. */
export type StepName = PortName | 'database'

export interface PostgresPlan {
  /** Folder that holds `initdb` and `postgres`. */
  binaries: string
  data: string
  host: string
  port: number
  user: string
  password: string
  database: string
  owner?: Owner
}

/** How the schema gets into the database. */
export interface DatabasePlan {
  url: string
  migrate: ProcessSpec
  /** Fills a database that was just made: schema, sample catalogue, administrator. */
  create: ProcessSpec
  /** Folder of migrations; when the database has all of them, nothing needs to run. */
  migrations: string
  /** What the last migration was made with, in a file of the instance. */
  stamp: { file: string; value: string }
}

/** Everything a supervisor needs to know. */
export interface StackPlan {
  instance: string
  /** State folder of the instance. */
  folder: string
  host: string
  /** Milliseconds without any movement after which a start is given up. */
  patienceMs: number
  programs: readonly ProgramPlan[]
  /** What the machine lacks for programs that are not among these, for people. */
  lacking?: readonly string[]
  postgres?: PostgresPlan
  database?: DatabasePlan
  /** A page that must answer 200 before the stack counts as up, after redirects. */
  home?: { service: PortName; url: string }
}
