import { configLabel } from '../production-project.ts'

/** A container as `docker container inspect` has it, as far as it matters here. */
export interface ContainerFacts {
  name: string
  service: string
  /** Name and tag it was started from. */
  image: string
  running: boolean
  /** Runs, and was stopped in its tracks: it answers nobody until it is let go on. */
  paused: boolean
  exitCode: number
  outOfMemory: boolean
  restarts: number
  /** ISO 8601; undefined when it was never started. */
  startedAt: string | undefined
  health: 'starting' | 'healthy' | 'unhealthy' | undefined
  /** The last checks, oldest first: Docker keeps five. */
  healthLog: readonly HealthCheck[]
  /** Digest of what it was made from; another one means that something has changed. */
  configDigest: string
  /** Compose's number of it among the containers of its service. */
  number: number
  /** What Docker runs in it to ask for its health; undefined where it has no such check. */
  healthCommand: readonly string[] | undefined
  /** Names of the networks it is on. */
  networks: readonly string[]
  /** Ports of this machine that lead to it. */
  ports: readonly number[]
  /** A swarm made it, and decides about it. */
  ofSwarm: boolean
}

/** What a container does, in a word or three. */
export function stateOf({
  running,
  paused,
  exitCode,
}: Pick<ContainerFacts, 'running' | 'paused' | 'exitCode'>): string {
  if (paused) return 'paused'
  return running ? 'running' : `ended with ${exitCode}`
}

export interface HealthCheck {
  at: string
  exitCode: number
  /** What the check printed, in one line. */
  output: string
}

interface Document {
  Name?: string
  RestartCount?: number
  Config?: {
    Image?: string
    Labels?: Record<string, string> | null
    Healthcheck?: { Test?: string[] | null } | null
  }
  NetworkSettings?: { Networks?: Record<string, unknown> | null }
  HostConfig?: { PortBindings?: Record<string, { HostPort?: string }[] | null> | null }
  State?: {
    Running?: boolean
    Paused?: boolean
    Restarting?: boolean
    ExitCode?: number
    OOMKilled?: boolean
    StartedAt?: string
    Health?: { Status?: string; Log?: { Start?: string; ExitCode?: number; Output?: string }[] | null }
  }
}

const never = '0001-01-01T00:00:00Z'

/** @param text a JSON array. */
export const parseContainers = (text: string): ContainerFacts[] =>
  (JSON.parse(text) as Document[]).map(
    ({ Name = '', RestartCount = 0, Config, HostConfig, NetworkSettings, State = {} }) => ({
      name: Name.replace(/^\//, ''),
      service: Config?.Labels?.['com.docker.compose.service'] ?? '',
      image: Config?.Image ?? '',
      // Docker calls a container running that has ended and waits for its next restart.
      running: (State.Running ?? false) && !State.Restarting,
      paused: State.Paused ?? false,
      exitCode: State.ExitCode ?? 0,
      outOfMemory: State.OOMKilled ?? false,
      restarts: RestartCount,
      startedAt: State.StartedAt === never ? undefined : State.StartedAt,
      health: (State.Health?.Status || undefined) as ContainerFacts['health'],
      healthLog: (State.Health?.Log ?? []).map(({ Start = '', ExitCode = 0, Output = '' }) => ({
        at: Start,
        exitCode: ExitCode,
        output: Output.trim().replaceAll(/\s+/g, ' ').slice(0, 300),
      })),
      configDigest: Config?.Labels?.[configLabel] ?? '',
      number: Number(Config?.Labels?.['com.docker.compose.container-number'] ?? 1),
      healthCommand: healthCommandOf(Config?.Healthcheck?.Test ?? []),
      networks: Object.keys(NetworkSettings?.Networks ?? {}),
      ports: Object.values(HostConfig?.PortBindings ?? {})
        .flatMap((bindings) => bindings ?? [])
        .map(({ HostPort }) => Number(HostPort)),
      ofSwarm: Config?.Labels?.['com.docker.swarm.task.id'] !== undefined,
    }),
  )

const healthCommandOf = ([kind, ...command]: readonly string[]) => {
  if (kind === 'CMD') return command
  return kind === 'CMD-SHELL' ? ['sh', '-c', ...command] : undefined
}

/** The history as lines for people; equal checks that follow each other are counted. */
export function healthHistory(log: readonly HealthCheck[]): string[] {
  const lines: { text: string; count: number }[] = []
  for (const { at, exitCode, output } of log) {
    const text = exitCode === 0 ? 'healthy' : output || `the check ended with ${exitCode}`
    const last = lines.at(-1)
    if (last && last.text.slice(last.text.indexOf(' ') + 1) === text) last.count++
    else lines.push({ text: `${at.slice(11, 19)} ${text}`, count: 1 })
  }
  return lines.map(({ text, count }) => (count > 1 ? `${text} (${count} times)` : text))
}
