import { ManageError } from './errors.ts'
import { type PortName, portNames, portVariable } from './topology.ts'

/** What every image of ours stands on, where PARLANCE_NODE_IMAGE names no other: the default of the Dockerfiles too. */
export const defaultNodeImage = 'node:24-trixie-slim'

/** What the environment says to `manage` itself; the variables of the services pass through untouched. */
export interface Config {
  instance: string | undefined
  engine: EngineChoice | undefined
  ports: Partial<Record<PortName, number>>
  /** undefined: as the terminal has it. */
  colour: boolean | undefined
  debug: boolean
  /** The base of the images that are built. */
  nodeImage: string
}

/** Where a stack runs. */
export type EngineName = 'docker' | 'embedded'

export const engineChoices = ['docker', 'embedded', 'auto'] as const
export type EngineChoice = (typeof engineChoices)[number]

const reservedInstances = ['models', 'cache']

/** @returns why this cannot name an instance, or undefined if it can: it becomes part of container and folder names. */
export function instanceFault(name: string): string | undefined {
  if (!/^[a-z][a-z0-9-]{0,29}$/.test(name)) {
    return `"${name}" cannot name an instance: use a small letter, then up to 29 of a-z, 0-9 and -`
  }
  return reservedInstances.includes(name)
    ? `"${name}" is kept for Parlance itself; take another name`
    : undefined
}

/** Parses the environment once and reports every fault at once, by variable name. @throws ManageError (usage) */
export function parseConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = []
  const ports: Config['ports'] = {}
  for (const name of portNames) {
    const text = env[portVariable(name)]
    if (text === undefined || text === '') continue
    const port = Number(text)
    if (Number.isInteger(port) && port >= 1 && port <= 65535) ports[name] = port
    else faults.push(`${portVariable(name)} must be a port from 1 to 65535`)
  }
  const engine = env.PARLANCE_ENGINE || undefined
  if (engine !== undefined && !isEngineChoice(engine)) {
    faults.push(`PARLANCE_ENGINE must be one of ${engineChoices.join(', ')}`)
  }
  const instance = env.PARLANCE_INSTANCE || undefined
  const fault = instance === undefined ? undefined : instanceFault(instance)
  if (fault) faults.push(`PARLANCE_INSTANCE: ${fault}`)
  if (faults.length > 0) {
    throw new ManageError('usage', 'the environment is set wrongly', { details: { faults } })
  }
  return {
    instance,
    engine: engine as EngineChoice | undefined,
    ports,
    colour: env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : undefined,
    debug: env.PARLANCE_DEBUG === '1',
    nodeImage: env.PARLANCE_NODE_IMAGE || defaultNodeImage,
  }
}

const isEngineChoice = (text: string): text is EngineChoice =>
  (engineChoices as readonly string[]).includes(text)
