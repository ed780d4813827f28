import type { Config, EngineChoice } from './config.ts'
import type { Instance } from './instance.ts'
import type { Output } from './output.ts'
import type { Runner } from './process-spec.ts'

/** What a command is given: everything outside of itself that it may touch. */
export interface Context {
  /** Absolute path of the checkout. */
  root: string
  /** The caller's environment; read once, in main. */
  env: Readonly<NodeJS.ProcessEnv>
  config: Config
  instance: Instance
  engine: EngineChoice
  output: Output
  runner: Runner
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal
}
