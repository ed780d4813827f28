import { configLabel } from '../production-project.ts'

/** A service of a swarm, as far as it matters here. */
export interface StackService {
  /** With the stack's name before it: `parlance_backend`. */
  name: string
  id: string
  /** Digest of what its tasks are made from. */
  configDigest: string
  /** How often new tasks of the same description were asked for. */
  forced: number
  replicas: number
  /**
   * How its last update went: `updating` · `completed` · `paused` · `rollback_started` · `rollback_completed` ·
   * `rollback_paused`; undefined where there was none.
   */
  update: string | undefined
  /** Why, in the swarm's words. */
  updateMessage: string
}

/** One container that a swarm wants, or wanted. */
export interface StackTask {
  id: string
  serviceId: string
  configDigest: string
  forced: number
  /** `running`, `shutdown` … */
  wanted: string
  /** `preparing`, `starting`, `running`, `failed`, `rejected`, `shutdown` … */
  state: string
  /** Why it is not as it should be; '' where nothing was said. */
  error: string
  exitCode: number
  /** '' where there is none yet. */
  container: string
  /** ISO 8601. */
  createdAt: string
}

interface Template {
  ForceUpdate?: number
  ContainerSpec?: { Labels?: Record<string, string> | null }
}

interface ServiceDocument {
  ID?: string
  Spec?: { Name?: string; TaskTemplate?: Template; Mode?: { Replicated?: { Replicas?: number } } }
  UpdateStatus?: { State?: string; Message?: string }
}

interface TaskDocument {
  ID?: string
  ServiceID?: string
  CreatedAt?: string
  DesiredState?: string
  Spec?: Template
  Status?: { State?: string; Err?: string; ContainerStatus?: { ContainerID?: string; ExitCode?: number } }
}

const digestOf = (template: Template | undefined) => template?.ContainerSpec?.Labels?.[configLabel] ?? ''

/** @param text a JSON array of `docker service inspect` */
export const parseServices = (text: string): StackService[] =>
  (JSON.parse(text) as ServiceDocument[]).map(({ ID = '', Spec = {}, UpdateStatus }) => ({
    name: Spec.Name ?? '',
    id: ID,
    configDigest: digestOf(Spec.TaskTemplate),
    forced: Spec.TaskTemplate?.ForceUpdate ?? 0,
    replicas: Spec.Mode?.Replicated?.Replicas ?? 1,
    update: UpdateStatus?.State || undefined,
    updateMessage: UpdateStatus?.Message ?? '',
  }))

/** @param text a JSON array of `docker inspect --type task` */
export const parseTasks = (text: string): StackTask[] =>
  (JSON.parse(text) as TaskDocument[]).map((task) => ({
    id: task.ID ?? '',
    serviceId: task.ServiceID ?? '',
    configDigest: digestOf(task.Spec),
    forced: task.Spec?.ForceUpdate ?? 0,
    wanted: task.DesiredState ?? '',
    state: task.Status?.State ?? '',
    error: task.Status?.Err ?? '',
    exitCode: task.Status?.ContainerStatus?.ExitCode ?? 0,
    container: task.Status?.ContainerStatus?.ContainerID ?? '',
    createdAt: task.CreatedAt ?? '',
  }))
