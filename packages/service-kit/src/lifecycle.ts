import { EnvError } from './env.ts'
import type { Logger } from './log.ts'

/** What a program closes when it ends, last opened first. */
export class Shutdown {
  readonly #steps: { name: string; close: () => unknown; deadlineMs: number }[] = []
  #running: Promise<void> | undefined

  /** Adds something to close. `deadlineMs`: after so long it is left as it is and the next is closed. */
  add(name: string, close: () => unknown, deadlineMs = 5_000): void {
    this.#steps.push({ name, close, deadlineMs })
  }

  /** Closes everything, once; faults are logged and do not stop the rest. */
  run(logger?: Logger): Promise<void> {
    this.#running ??= this.#closeAll(logger)
    return this.#running
  }

  async #closeAll(logger: Logger | undefined): Promise<void> {
    for (const { name, close, deadlineMs } of this.#steps.reverse()) {
      try {
        await within(deadlineMs, async () => close())
      } catch (error) {
        logger?.warn({ err: error, step: name }, 'could not close in order')
      }
    }
  }
}

async function within(ms: number, work: () => Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`not closed within ${ms} ms`)), ms)
  try {
    await Promise.race([work(), promise])
  } finally {
    clearTimeout(timer)
  }
}

/** A program: how it is called and how it starts. */
export interface Program {
  readonly name: string
  /** Opens what the program needs and says to `shutdown` how to close it. Returns the program's logger. */
  readonly start: (shutdown: Shutdown) => Promise<Logger | undefined>
}

/**
 * Runs a program until SIGTERM or SIGINT, then closes it in order and exits with 0; a second signal ends it at once.
 * A fault at the start is printed (an {@link EnvError} as its plain list) and exits with 1.
 */
export function runProgram({ name, start }: Program): void {
  const shutdown = new Shutdown()
  let logger: Logger | undefined
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    logger?.info({ signal }, 'stopping')
    void shutdown.run(logger).then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('unhandledRejection', (error) => fail(error, 'unhandled rejection'))
  process.on('uncaughtException', (error) => fail(error, 'uncaught exception'))

  const fail = (error: unknown, what: string) => {
    if (error instanceof EnvError) process.stderr.write(`${name}: ${error.message}\n`)
    else if (logger) logger.fatal({ err: error }, what)
    else process.stderr.write(`${name}: ${what}: ${error instanceof Error ? error.stack : String(error)}\n`)
    void shutdown.run(logger).then(() => process.exit(1))
  }
  start(shutdown).then(
    (made) => {
      logger = made
    },
    (error) => fail(error, 'could not start'),
  )
}
