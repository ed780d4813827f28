import type { ProcessSpec } from '../core/process-spec.ts'

/** Labels that every object of Parlance carries. What lacks them is never touched. */
export const labelNames = {
  checkout: 'dev.parlance.checkout',
  instance: 'dev.parlance.instance',
} as const

/** The label of all that the gateway of a checkout's previews has in Docker, with the checkout's key. */
export const gatewayLabel = 'dev.parlance.previews'

/** The label of the volumes with ready databases, with the checkout's key: they stay when the last preview goes. */
export const readyLabel = 'dev.parlance.previews.ready'

export type ObjectKind = 'container' | 'volume' | 'network'

const docker = (...args: readonly string[]): ProcessSpec => ({ file: 'docker', args })

const listings: Readonly<Record<ObjectKind, readonly string[]>> = {
  container: ['container', 'ls', '--all', '--format', '{{.Names}}'],
  volume: ['volume', 'ls', '--format', '{{.Name}}'],
  network: ['network', 'ls', '--format', '{{.Name}}'],
}

/** Names, one a line, of the objects that carry every label. @param labels each `name=value`; at least one. */
export const listLabelled = (kind: ObjectKind, labels: readonly string[]): ProcessSpec =>
  docker(...listings[kind], ...labels.flatMap((label) => ['--filter', `label=${label}`]))

const removals: Readonly<Record<ObjectKind, readonly string[]>> = {
  container: ['container', 'rm', '--force'],
  volume: ['volume', 'rm'],
  network: ['network', 'rm'],
}

/** @param names of objects that a listing gave; at least one. */
export const removeObjects = (kind: ObjectKind, names: readonly string[]): ProcessSpec =>
  docker(...removals[kind], ...names)

/** Every container, running or not, one JSON object a line: name, image, state, health, labels. */
export const listContainers = (): ProcessSpec =>
  docker('container', 'ls', '--all', '--no-trunc', '--format', '{{json .}}')

/** Name and tag of the image of every container, running or not; its id where that name now means another. */
export const listUsedImages = (): ProcessSpec =>
  docker('container', 'ls', '--all', '--no-trunc', '--format', '{{.Image}}')

/** State, health history and exit codes. @param ids names or ids; at least one. */
export const inspectContainers = (ids: readonly string[]): ProcessSpec =>
  docker('container', 'inspect', ...ids)

/** The last lines of a container, with its errors, in the order of time. */
export const containerLogs = (id: string, tail: number): ProcessSpec =>
  docker('logs', '--tail', String(tail), id)

/** What running containers use now, one JSON object a line. @param names at least one */
export const containerUse = (names: readonly string[]): ProcessSpec =>
  docker('stats', '--no-stream', '--format', '{{json .}}', ...names)

/** Every volume with its size, as one JSON list. The daemon walks through all of them: seconds to minutes. */
export const volumeUse = (): ProcessSpec =>
  docker('system', 'df', '--verbose', '--format', '{{json .Volumes}}')

/** Everything that a container has logged, with the time of each line; also of one that has ended. */
export const containerLog = (
  name: string,
  { since, until }: { since?: Date | undefined; until?: Date | undefined } = {},
): ProcessSpec =>
  docker(
    'logs',
    '--timestamps',
    ...(since === undefined ? [] : ['--since', since.toISOString()]),
    ...(until === undefined ? [] : ['--until', until.toISOString()]),
    name,
  )

/** A command in a running container, in its working folder. @param variables beside those of the container */
export const containerExec = (
  name: string,
  command: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): ProcessSpec =>
  docker(
    'exec',
    ...Object.entries(variables).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
    name,
    ...command,
  )

export const startContainer = (name: string): ProcessSpec => docker('container', 'start', name)

/** Asks a container to end. @param graceSeconds until it is killed */
export const stopContainer = (name: string, graceSeconds: number): ProcessSpec =>
  docker('container', 'stop', '--time', String(graceSeconds), name)

/** Lets a container that keeps ending stay down after its next end. */
export const restartNoMore = (name: string): ProcessSpec =>
  docker('container', 'update', '--restart', 'no', name)

/** @param alias by which others on the network find it, beside its own name */
export const joinNetwork = (network: string, container: string, alias: string): ProcessSpec =>
  docker('network', 'connect', '--alias', alias, network, container)

export const leaveNetwork = (network: string, container: string): ProcessSpec =>
  docker('network', 'disconnect', network, container)

/** Client, server, plugins and warnings as one JSON document; the exit code is 1 without a server. */
export const dockerInfo = (): ProcessSpec => docker('info', '--format', '{{json .}}')

/** Copies a file between this machine and a container. @param from,to a path, or `container:path` */
export const containerCopy = (from: string, to: string): ProcessSpec => docker('cp', '--quiet', from, to)
