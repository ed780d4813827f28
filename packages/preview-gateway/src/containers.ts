/** Docker's words for the state of a container. */
export type ContainerState = string

/** A container of a preview as the filter hands it out: these fields and no other. */
export interface PreviewContainer {
  id: string
  preview: string
  service: string
  /** `running`, `exited`, `created`, `restarting` … */
  state: ContainerState
  /** `healthy`, `unhealthy`, `starting`; absent where nobody looks. */
  health?: string
  /** Seconds since 1970. */
  created: number
}

/** What is asked of one container. */
export interface PreviewContainerFacts extends Omit<PreviewContainer, 'created'> {
  exitCode: number
  outOfMemory: boolean
  /** ISO 8601; absent: never. */
  startedAt?: string
  finishedAt?: string
  /** What its last health check said, shortened. */
  lastCheck?: string
}

/**
 * All that the gateway may do. Where previews are processes, each is one such container whose service is the `edge`: it is started
 * and stopped as a whole.
 */
export interface ContainerControl {
  list(): Promise<PreviewContainer[]>
  inspect(id: string): Promise<PreviewContainerFacts>
  start(id: string): Promise<void>
  stop(id: string): Promise<void>
}
