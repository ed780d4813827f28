import type { Plan, Step } from '../../core/steps.ts'
import type { Project } from '../../docker/compose-commands.ts'
import type { Tier } from '../../docker/production-project.ts'
import type { Release } from './releases.ts'
import type { ProbeTarget } from './socket-probe.ts'

/** Who runs the containers: `manage` by Compose, or Docker's own swarm. */
export const targets = ['compose', 'swarm'] as const
export type Target = (typeof targets)[number]

/** What a rollout brings about, whoever asked for it. */
export interface RolloutRequest {
  target: Target
  /** The verb, for lock and history. */
  command: string
  tier: Tier
  project: Project
  /** What is written down of it. */
  release: Pick<Release, 'tags' | 'version' | 'knows' | 'registry'>
  /** Everything that must be there before a container is made: images. */
  before: Plan<unknown>['steps']
  /** After that, on a first start: the data that it begins with as files. */
  clone?: readonly Step[]
  /** What a site begins with, between data stores and migrations. */
  data?: readonly Step[]
  /** Between data stores and new containers, where the backend is new. */
  migrations: Step | undefined
  /** After the migrations, whatever is new. */
  seeds: readonly Step[]
  /** Migrations that were applied, when that is done. */
  migrated(): readonly string[]
  /** Parts that get new containers although nothing of them has changed. */
  anew?: ReadonlySet<string>
  /** Leaves every other part as it is, changed or not. */
  onlyParts?: ReadonlySet<string>
  waitSeconds: number
  /** Where nothing runs, everything is started at once: nobody watches but who asked for it. */
  atOnce?: boolean
  /** The data that it begins with has been migrated to what the backend wants: the backend need not wait for that. */
  migratedBefore?: boolean
  allowFailures: number
  /** The services' ports are opened on loopback. */
  publish: boolean
  /** Replaces what can only be replaced by a stop, too. */
  interrupt: boolean
  /** Where the site is reached; undefined where that is another machine. */
  probe: ProbeTarget | undefined
}
