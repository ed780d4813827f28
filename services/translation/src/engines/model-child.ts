import type { EngineAnswer } from './engine.ts'
import type { FromModel, ToModel } from './model-process.ts'

/** What a model's process does: loads once, then translates batches. */
export interface ModelWorker<Load, Job> {
  load(load: Load): Promise<void>
  /** @throws Error when the batch cannot be done, or the signal aborted. */
  translate(job: Job, signal: AbortSignal): Promise<readonly EngineAnswer[]>
}

/**
 * Runs a worker in this process, which reads no environment: everything comes by message from the service, and the process
 * ends when the service is gone.
 */
export function runModelChild<Load, Job>(worker: ModelWorker<Load, Job>): void {
  const running = new Map<number, AbortController>()
  let loaded: Promise<void> | undefined
  process.on('message', (message: ToModel<Load, Job>) => void take(message))
  process.on('disconnect', () => process.exit(0))

  async function take(message: ToModel<Load, Job>): Promise<void> {
    if (message.type === 'load') {
      loaded = worker.load(message.load)
      loaded.then(
        () => tellService({ type: 'loaded' }),
        (error: unknown) => tellService({ type: 'failed', problem: messageOf(error) }),
      )
      return
    }
    if (message.type === 'cancel') {
      running.get(message.id)?.abort()
      return
    }
    const { id, job } = message
    const abort = new AbortController()
    running.set(id, abort)
    try {
      await loaded
      tellService({ type: 'translated', id, answers: await worker.translate(job, abort.signal) })
    } catch (error) {
      tellService({ type: 'refused', id, problem: messageOf(error) })
    } finally {
      running.delete(id)
    }
  }
}

/** Sends a message to the service; `sent` is called when it is out, or cannot go. */
export function tellService(message: FromModel, sent: () => void = () => {}): void {
  if (process.connected) process.send?.(message, sent)
  else sent()
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
