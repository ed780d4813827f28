import type { Flags } from '../core/command.ts'
import { readRegistry } from '../core/flag-values.ts'
import { type Tier, tiers } from '../docker/production-project.ts'
import { type Target, targets } from './rollout/rollout-request.ts'
import type { ProdUpRequest } from './start-production.ts'

/** What may be said of how a release is carried out. */
export const rolloutFlags = {
  'wait-timeout': {
    type: 'integer',
    placeholder: 'seconds',
    minimum: 1,
    default: 300,
    summary: 'give up when nothing has moved for so long',
  },
  'allow-failures': {
    type: 'integer',
    placeholder: 'requests',
    minimum: 0,
    default: 0,
    summary: 'requests of the probe that may fail',
  },
  interrupt: {
    type: 'boolean',
    summary: 'also replace what cannot stand beside itself (edge, postgres, redis): seconds of outage',
  },
} as const satisfies Flags

/** Which parts of Parlance run. */
export const tierFlag = { type: 'string', placeholder: tiers.join('|'), choices: tiers } as const

/** The flags of what brings production up to date. */
export const deployFlags = {
  target: {
    type: 'string',
    placeholder: targets.join('|'),
    choices: targets,
    summary: 'who runs the containers; without it who runs them now, else compose',
  },
  publish: { type: 'boolean', summary: "open the services' ports on loopback too" },
  registry: {
    type: 'string',
    placeholder: 'registry/prefix',
    summary: 'run images from there instead of building them here',
  },
  ...rolloutFlags,
} as const satisfies Flags

interface Values {
  tier: string
  target: string | undefined
  publish: boolean
  registry: string | undefined
  'wait-timeout': number
  'allow-failures': number
  interrupt: boolean
  seed?: boolean
}

/** @param command the verb, for the lock and the history. @throws ManageError (usage) on a registry that is none */
export const deployRequest = (command: string, flags: Values): ProdUpRequest => ({
  command,
  tier: flags.tier as Tier,
  target: flags.target as Target | undefined,
  publish: flags.publish,
  seed: flags.seed ?? false,
  registry: flags.registry === undefined ? undefined : readRegistry('--registry', flags.registry),
  waitTimeout: flags['wait-timeout'],
  allowFailures: flags['allow-failures'],
  interrupt: flags.interrupt,
})
