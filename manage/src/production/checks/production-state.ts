import type { UpcomingMigration } from '../migrations/upcoming.ts'

/** What Compose makes of the files of a service, its environment filled in. */
export interface ResolvedService {
  readonly image: string
  /** Who its process is, where that is not left to the image. */
  readonly user: string | undefined
  readonly environment: Readonly<Record<string, string>>
  readonly ports: readonly { readonly host: string; readonly published: number }[]
}

/** An image that production runs, as it is on this machine. */
export interface UsedImage {
  readonly name: string
  /** Who its process is: '' and `root` and `0` are root. */
  readonly user: string
  /** ISO 8601. */
  readonly created: string
}

/** The site while it runs. */
export interface RunningSite {
  readonly health: string
  readonly faults: readonly string[]
  readonly restarts: Readonly<Record<string, number>>
  /** Undefined where the database did not say. */
  readonly migrations: { readonly pending: readonly string[]; readonly failed: readonly string[] } | undefined
  /** What the next release of this checkout would apply, judged; undefined where it could not be. */
  readonly upcoming: readonly UpcomingMigration[] | undefined
  /** Administrators, and how many of them have a second factor; undefined where the database did not say. */
  readonly administrators: { readonly all: number; readonly withSecondFactor: number } | undefined
}

/** What the keeper says of backups. */
export interface KeeperState {
  readonly automatic: boolean
  /** ISO 8601; null: there is none. */
  readonly newestVerified: string | null
  /** The same of the copies elsewhere; undefined: no place for them is configured. */
  readonly newestOffsite?: string | null
  readonly problems: readonly string[]
}

/** Everything that the checks of production look at. */
export interface ProductionState {
  readonly services: Readonly<Record<string, ResolvedService>>
  readonly images: readonly UsedImage[]
  readonly docker: {
    readonly server: string
    readonly compose: string
    /** How far the daemon's clock is ahead of ours, in milliseconds; undefined where it did not say. */
    readonly clockAheadMs: number | undefined
    /** Free bytes where Docker keeps its data; undefined where that is another machine. */
    readonly freeBytes: number | undefined
    readonly memoryBytes: number
  }
  /** Free bytes where logs of containers that go are kept; undefined where the system does not say. */
  readonly logBytes: number | undefined
  /** Undefined: nothing runs. */
  readonly site: RunningSite | undefined
  /** Undefined: no keeper runs. */
  readonly keeper: KeeperState | 'silent' | undefined
}
