import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config, EngineName } from './config.ts'
import { ManageError } from './errors.ts'
import { firstOffset, instanceSlots, type Ports, portStride, portsOf } from './topology.ts'

/** The instance that needs no name: the ports of the table, unmoved. */
export const defaultInstance = 'default'

/** One copy of the stack: its ports, its state folder and the names of what belongs to it. */
export interface Instance {
  name: string
  /** `.parlance/<name>`: everything this instance keeps, outside of Docker. */
  folder: string
  /** Added to every port of the table. */
  offset: number
  /** Development ports, with those the environment moved. */
  ports: Ports
  /** Docker's project name and prefix: unique to this checkout and instance. */
  project: string
}

export const stateRoot = (root: string) => join(root, '.parlance')

/** Finds the place of an instance: the remembered one, or one of its own that follows from checkout and name. */
export function openInstance(root: string, name: string, config: Config): Instance {
  const remembered = name === defaultInstance ? 0 : rememberedOffset(root, name)
  if (remembered !== undefined) return instanceAt(root, name, config, remembered)
  const [first] = freeOffsets(root, name)
  if (first !== undefined) return instanceAt(root, name, config, first)
  throw new ManageError('missing', `all ${instanceSlots} places for instances are taken`, {
    hint: 'Remove one: pnpm manage dev:clean --instance <name>',
  })
}

/** Every place that a new instance may take, its own first. */
export const placesOf = (root: string, name: string, config: Config): Instance[] =>
  freeOffsets(root, name).map((offset) => instanceAt(root, name, config, offset))

/** Whether the place of an instance is written down. */
export const isRemembered = ({ folder }: Pick<Instance, 'folder'>): boolean =>
  existsSync(join(folder, 'instance.json'))

function instanceAt(root: string, name: string, config: Config, offset: number): Instance {
  return {
    name,
    folder: join(stateRoot(root), name),
    offset,
    ports: portsOf('development', offset, config.ports),
    project: `parlance-${checkoutKey(root)}-${name}`,
  }
}

/** Writes the place down, so that it stays whatever other instances come, and the engine that holds its data. */
export function rememberInstance(instance: Instance, engine?: EngineName): void {
  mkdirSync(instance.folder, { recursive: true })
  const file = join(instance.folder, 'instance.json')
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify({ name: instance.name, offset: instance.offset })}\n`)
  if (engine) writeFileSync(join(instance.folder, 'engine'), engine)
}

/** The engine that this instance was started on last. */
export function rememberedEngine({ folder }: Instance): EngineName | undefined {
  const file = join(folder, 'engine')
  const name = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  return name === 'docker' || name === 'embedded' ? name : undefined
}

/** Names of the instances this checkout has state of. */
export function knownInstances(root: string): string[] {
  if (!existsSync(stateRoot(root))) return []
  return readdirSync(stateRoot(root)).filter((name) =>
    existsSync(join(stateRoot(root), name, 'instance.json')),
  )
}

/** Eight hexadecimal digits that tell checkouts on one machine apart. */
export const checkoutKey = (root: string) => createHash('sha256').update(root).digest('hex').slice(0, 8)

function rememberedOffset(root: string, name: string): number | undefined {
  const file = join(stateRoot(root), name, 'instance.json')
  if (!existsSync(file)) return undefined
  try {
    const { offset } = JSON.parse(readFileSync(file, 'utf8')) as { offset?: unknown }
    if (Number.isInteger(offset)) return offset as number
  } catch {}
  throw new ManageError('failed', `${file} is not readable as the place of an instance`, {
    hint: `Remove it, or restore it: {"name": "${name}", "offset": 100}`,
  })
}

// Two checkouts that both call an instance "demo" get different ports: the checkout's path counts.
function freeOffsets(root: string, name: string): number[] {
  const taken = new Set(
    knownInstances(root).map((other) => (other === defaultInstance ? 0 : rememberedOffset(root, other))),
  )
  const start = createHash('sha256').update(`${root}\0${name}`).digest().readUInt32BE(0)
  return Array.from(
    { length: instanceSlots },
    (_, probe) => firstOffset + ((start + probe) % instanceSlots) * portStride,
  ).filter((offset) => !taken.has(offset))
}
