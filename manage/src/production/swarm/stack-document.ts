import { createHash } from 'node:crypto'
import { usageError } from '../../core/errors.ts'
import { configLabel, productionLabel } from '../../docker/production-project.ts'
import { beside } from '../rollout/changes.ts'

type Fields = Readonly<Record<string, unknown>>

/** What Compose says of one part, as far as a swarm wants it said otherwise. */
interface ComposePart extends Fields {
  environment?: Fields
  labels?: Readonly<Record<string, string>>
  deploy?: Fields
  networks?: Fields
  ports?: readonly { host_ip?: string; target: number; published?: string; protocol?: string }[]
  tmpfs?: readonly string[]
  shm_size?: string
  volumes?: readonly ({ type: string; bind?: unknown } & Fields)[]
}

interface ComposeDocument {
  services?: Readonly<Record<string, ComposePart>>
  networks?: Readonly<Record<string, Fields>>
  volumes?: Readonly<Record<string, Fields>>
}

/** What `docker stack deploy` takes. */
export interface StackDocument {
  version: string
  services: Readonly<Record<string, Fields>>
  networks: Readonly<Record<string, Fields>>
  volumes: Readonly<Record<string, Fields>>
}

export interface StackFacts {
  project: string
  /** Id of the machine on which the volumes, the images and the files lie. */
  node: string
  /** Containers of each part of which there is more than one. */
  replicas: Readonly<Record<string, number>>
  /** Digests of what each part is made from, which go into its tasks. */
  digests: ReadonlyMap<string, string>
}

/** Labels by which Compose knows a container, a network or a volume: all that looks at what runs finds a swarm's too. */
const composeLabel = (name: string) => `com.docker.compose.${name}`

/** What a swarm has no word for, or says in its own. */
const left: ReadonlySet<string> = new Set(
  'restart depends_on security_opt cpu_shares shm_size tmpfs ports deploy labels volumes entrypoint command'.split(
    ' ',
  ),
)

/**
 * The same files as a stack. Order is `manage`'s to keep, names stand for each container instead of an address of the
 * swarm's own, and a port is that of the machine. @param text what `docker compose config --format json` prints
 * @throws ManageError (usage) for what a swarm cannot do
 */
export function stackDocument(text: string, facts: StackFacts): StackDocument {
  const { services = {}, networks = {}, volumes = {} } = JSON.parse(text) as ComposeDocument
  const labelled = (kind: string, name: string, { labels = {}, ...rest }: Fields) => ({
    ...rest,
    labels: { ...(labels as Fields), [composeLabel('project')]: facts.project, [composeLabel(kind)]: name },
  })
  return {
    version: '3.9',
    services: Object.fromEntries(
      Object.entries(services).map(([name, part]) => [name, stackPart(name, part, facts)]),
    ),
    // Made before: what runs for a moment on the way, as a migration does, is on them too.
    networks: Object.fromEntries(
      Object.entries(networks).map(([name, { name: full }]) => [name, { name: full, external: true }]),
    ),
    volumes: Object.fromEntries(
      [...Object.entries(volumes), ...ownedFolders(services, facts)].map(([name, volume]) => [
        name,
        labelled('volume', name, volume),
      ]),
    ),
  }
}

/** A network that a stack stands on. */
export interface StackNetwork {
  name: string
  internal: boolean
  /** Each `name=value`. */
  labels: readonly string[]
}

/** The networks of the same files. @param text what `docker compose config --format json` prints */
export function stackNetworks(text: string, project: string): StackNetwork[] {
  const { networks = {} } = JSON.parse(text) as ComposeDocument
  return Object.entries(networks).map(([short, { name, internal, labels = {} }]) => ({
    name: String(name),
    internal: internal === true,
    labels: Object.entries({
      ...(labels as Fields),
      [composeLabel('project')]: project,
      [composeLabel('network')]: short,
    }).map(([label, value]) => `${label}=${value}`),
  }))
}

/** The part of a document that is about some of its services. */
export const onlyServices = ({ services, ...rest }: StackDocument, parts: readonly string[]): string => {
  const chosen = Object.entries(services).filter(([name]) => parts.includes(name))
  return JSON.stringify({ ...rest, services: Object.fromEntries(chosen) })
}

/** A digest of each part, in which its place in a swarm counts too. */
export const stackDigests = (
  { services }: StackDocument,
  digests: ReadonlyMap<string, string>,
): Map<string, string> =>
  new Map(
    Object.entries(services).map(([name, part]) => {
      const content = `${digests.get(name)}\n${JSON.stringify(part)}`
      return [name, createHash('sha256').update(content).digest('hex')]
    }),
  )

function stackPart(
  name: string,
  part: ComposePart,
  { project, node, replicas, digests }: StackFacts,
): Fields {
  const { command, entrypoint, deploy = {}, labels = {} } = part
  const digest = digests.get(name) ?? ''
  const order = beside.has(name) ? 'start-first' : 'stop-first'
  return {
    ...Object.fromEntries(Object.entries(part).filter(([key]) => !left.has(key))),
    ...(command == null ? {} : { command }),
    ...(entrypoint == null ? {} : { entrypoint }),
    labels: {
      ...labels,
      [configLabel]: digest,
      [composeLabel('project')]: project,
      [composeLabel('service')]: name,
      [composeLabel('oneoff')]: 'False',
      [composeLabel('container-number')]: '1',
      [composeLabel('config-hash')]: digest,
    },
    volumes: [
      ...(part.volumes ?? []).map(({ bind: _bind, ...volume }) => volume),
      ...(part.tmpfs ?? []).map((text) => memoryMount(name, text)),
      ...(part.shm_size === undefined ? [] : [memoryVolume('/dev/shm', Number(part.shm_size))]),
    ],
    ports: (part.ports ?? []).map((port) => machinePort(name, port)),
    deploy: {
      ...deploy,
      replicas: replicas[name] ?? 1,
      endpoint_mode: 'dnsrr',
      placement: { constraints: [`node.id==${node}`] },
      restart_policy: { condition: 'any', delay: '2s' },
      update_config: { order, parallelism: 1, failure_action: 'rollback', monitor: '5s' },
      rollback_config: { order, parallelism: 1, failure_action: 'pause', monitor: '5s' },
    },
  }
}

/** A folder in memory. */
interface MemoryFolder {
  target: string
  options: string
  /**
   * A swarm gives such a folder the owner and the rights of what the image has there, whatever is asked for. Where somebody
   * is to own it, it is a volume in memory instead, which several containers of a part would share.
   */
  volume: string | undefined
}

/** @param text `/var/run/postgresql:size=1m,uid=999,gid=999` */
function memoryFolder(part: string, text: string): MemoryFolder {
  const [target = '', options = ''] = text.split(':')
  const owned = /(?:^|,)uid=/.test(options) && !beside.has(part)
  return { target, options, volume: owned ? `${part}${target.replaceAll('/', '-')}` : undefined }
}

const memoryVolume = (target: string, size: number | undefined): Fields => ({
  type: 'tmpfs',
  target,
  ...(size === undefined ? {} : { tmpfs: { size } }),
})

function memoryMount(part: string, text: string): Fields {
  const { target, options, volume } = memoryFolder(part, text)
  if (volume !== undefined) return { type: 'volume', source: volume, target }
  const [, size = ''] = /(?:^|,)size=([^,]+)/.exec(options) ?? []
  return memoryVolume(target, bytesOf(size))
}

/** Volumes in memory. */
const ownedFolders = (services: NonNullable<ComposeDocument['services']>, { project }: StackFacts) =>
  Object.entries(services).flatMap(([part, { labels = {}, tmpfs = [] }]) =>
    tmpfs
      .map((text) => memoryFolder(part, text))
      .flatMap(({ options, volume }): [string, Fields][] =>
        volume === undefined
          ? []
          : [
              [
                volume,
                {
                  name: `${project}_${volume}`,
                  driver: 'local',
                  driver_opts: { type: 'tmpfs', device: 'tmpfs', o: options },
                  labels: { [productionLabel]: labels[productionLabel] },
                },
              ],
            ],
      ),
  )

/** As Docker counts: `64m` are 64 times 1,048,576. */
function bytesOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(text) ?? []
  return number === undefined
    ? undefined
    : Number(number) * 1_024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase())
}

/** A swarm's own way in hides where a visitor comes from, so the machine's port is taken. */
function machinePort(
  name: string,
  { host_ip = '', target, published, protocol = 'tcp' }: NonNullable<ComposePart['ports']>[number],
): Fields {
  if (!['', '0.0.0.0', '::'].includes(host_ip)) {
    throw usageError(
      `a swarm opens ports on every address of the machine, and that of ${name} is to be on ${host_ip} alone`,
      'Leave out what asks for it (PARLANCE_BIND, --publish, ENABLE_GRAFANA), or run it by Compose: --target compose',
    )
  }
  return { target, published: Number(published), protocol, mode: 'host' }
}
