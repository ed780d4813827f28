import type { ProcessSpec } from '../core/process-spec.ts'

export interface RunRequest {
  name: string
  image: string
  network: string
  /** Names by which others on the network reach it, beside its own. */
  aliases?: readonly string[]
  envFile?: string
  env?: Readonly<Record<string, string>>
  /** `volume:/path`. */
  volumes?: readonly string[]
  /** `host:container`. */
  ports?: readonly string[]
  tmpfs?: readonly string[]
  /** Options of --security-opt beside no-new-privileges. */
  security?: readonly string[]
  capabilities?: readonly string[]
  user?: string
  shmSize?: string
  /** Ends with its work, and is removed: a task, not a service. */
  task?: boolean
  command?: readonly string[]
}

/** A container that can write nowhere but in its volumes and /tmp, and can get no capability. */
export function runContainer(request: RunRequest): ProcessSpec {
  const {
    aliases = [],
    env = {},
    volumes = [],
    ports = [],
    tmpfs = [],
    security = [],
    capabilities = [],
  } = request
  return {
    file: 'docker',
    args: [
      'run',
      ...(request.task ? ['--rm'] : ['--detach', '--restart', 'unless-stopped']),
      '--name',
      request.name,
      '--network',
      request.network,
      ...aliases.flatMap((alias) => ['--network-alias', alias]),
      '--read-only',
      ...['/tmp', ...tmpfs].flatMap((path) => ['--tmpfs', path]),
      '--cap-drop',
      'ALL',
      ...capabilities.flatMap((name) => ['--cap-add', name]),
      '--security-opt',
      'no-new-privileges',
      ...security.flatMap((option) => ['--security-opt', option]),
      ...(request.user === undefined ? [] : ['--user', request.user]),
      ...(request.shmSize === undefined ? [] : ['--shm-size', request.shmSize]),
      ...(request.envFile === undefined ? [] : ['--env-file', request.envFile]),
      ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...volumes.flatMap((volume) => ['--volume', volume]),
      ...ports.flatMap((port) => ['--publish', port]),
      request.image,
      ...(request.command ?? []),
    ],
  }
}

export const createNetwork = (
  name: string,
  {
    internal = false,
    swarm = false,
    labels = [],
  }: {
    internal?: boolean
    /** One that services of a swarm stand on, and containers beside them. */
    swarm?: boolean
    /** Each `name=value`. */
    labels?: readonly string[]
  } = {},
): ProcessSpec => ({
  file: 'docker',
  args: [
    ...['network', 'create'],
    ...(swarm ? ['--driver', 'overlay', '--attachable'] : []),
    ...(internal ? ['--internal'] : []),
    ...labels.flatMap((label) => ['--label', label]),
    name,
  ],
})

export const connectNetwork = (network: string, container: string): ProcessSpec => ({
  file: 'docker',
  args: ['network', 'connect', network, container],
})
