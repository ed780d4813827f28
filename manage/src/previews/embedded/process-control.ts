import type {
  ContainerControl,
  PreviewContainer,
  PreviewContainerFacts,
} from '../../../../packages/preview-gateway/src/containers.ts'
import type { Upstream } from '../../../../packages/preview-gateway/src/gateway/upstream.ts'
import { ManageError, toManageError } from '../../core/errors.ts'
import { knownPreviews, previewFolder } from '../../core/preview-record.ts'
import { startDetached } from '../../engines/embedded/detached.ts'
import { runningSupervisor } from '../../engines/embedded/run-state.ts'
import { stopStack } from '../../engines/embedded/stop-stack.ts'
import { linesOf } from '../fault-lines.ts'
import { type gatewayWork, lockPreview } from '../preview-locks.ts'
import { partOfPath } from './edge-paths.ts'
import { type KeptStack, readStack } from './kept-stack.ts'

/** Signs of what is kept of a failure, as it is of a container's last check. */
const mostOfFault = 2_000

export interface ProcessControlOptions {
  /** Of the checkout whose previews these are. */
  root: string
  /** What the programs see of this machine's environment. */
  env: Readonly<NodeJS.ProcessEnv>
  /** Aborted when the gateway ends: what is being started then ends with it. */
  signal: AbortSignal
}

/**
 * Previews that are processes of this machine, as the gateway starts and stops them: each as a whole, by its supervisor, which is what
 * it takes for a container. Whoever is at work on a preview has its lock, here as in `manage`.
 */
export class ProcessControl implements ContainerControl {
  readonly #options: ProcessControlOptions
  /** What was said by whom the last start failed for. */
  readonly #faults = new Map<string, string>()

  constructor(options: ProcessControlOptions) {
    this.#options = options
  }

  async list(): Promise<PreviewContainer[]> {
    const names = knownPreviews(this.#options.root)
    for (const name of this.#faults.keys()) if (!names.includes(name)) this.#faults.delete(name)
    return names.flatMap((name) => this.#see(name) ?? [])
  }

  async inspect(name: string): Promise<PreviewContainerFacts> {
    const seen = this.#see(name)
    if (!seen) throw new ManageError('failed', `there is no preview ${name}`)
    const { created: _, ...facts } = seen
    const lastCheck = this.#faults.get(name)
    return {
      ...facts,
      service: 'its stack',
      exitCode: 1,
      outOfMemory: false,
      ...(lastCheck === undefined ? {} : { lastCheck }),
    }
  }

  /** Comes back when everything is healthy. @throws ManageError saying why it is not; nothing of it runs then */
  async start(name: string): Promise<void> {
    const { root, env, signal } = this.#options
    const folder = previewFolder(root, name)
    const stack = readStack(folder)
    if (!stack) throw new ManageError('failed', 'it was never made whole')
    await this.#alone(name, 'wake', async () => {
      if (this.#see(name)?.state === 'running') return
      try {
        await startDetached({ plan: stack.plan, root: stack.root, env, signal, onNote: () => {} })
        this.#faults.delete(name)
      } catch (thrown) {
        this.#faults.set(name, linesOf(thrown).join('\n').slice(-mostOfFault))
        await stopStack(folder)
        throw toManageError(thrown)
      }
    })
  }

  async stop(name: string): Promise<void> {
    await this.#alone(name, 'sleep', () => stopStack(previewFolder(this.#options.root, name)))
  }

  /** Where a request to a preview goes. */
  upstream = (name: string, path: string): Upstream | undefined => {
    const stack = readStack(previewFolder(this.#options.root, name))
    const part = partOfPath(path)
    const program = stack?.plan.programs.find((one) => one.name === part)
    return stack && program ? { host: stack.plan.host, port: program.port } : undefined
  }

  #see(name: string): PreviewContainer | undefined {
    const folder = previewFolder(this.#options.root, name)
    const stack = readStack(folder)
    return stack && { id: name, preview: name, service: 'edge', ...stateIn(folder, stack) }
  }

  async #alone(
    name: string,
    what: (typeof gatewayWork)[number],
    work: () => Promise<unknown>,
  ): Promise<void> {
    const lock = lockPreview(this.#options, name, what)
    try {
      await work()
    } finally {
      lock.release()
    }
  }
}

/** Started counts as running: what ends unasked is started again by its supervisor. */
function stateIn(folder: string, { writtenMs }: KeptStack & { writtenMs: number }) {
  const run = runningSupervisor(folder)
  const runs = run !== undefined && run.failed === undefined
  const weary = Object.values(run?.programs ?? {}).some(({ state }) => state === 'flapping')
  return {
    state: runs ? 'running' : 'exited',
    ...(runs ? { health: weary ? 'unhealthy' : 'healthy' } : {}),
    created: Math.floor(writtenMs / 1_000),
  }
}
