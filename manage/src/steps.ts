/** One process to start, as a value: built by pure functions, printed by `--dry-run`, run by a Runner. */
export interface Command {
  file: string
  args: readonly string[]
  /** Added to the environment of `manage`. Secrets travel here, never in `args`. */
  env?: Readonly<Record<string, string>>
  /** Absolute path; the root of the checkout without it. */
  cwd?: string
}

/** One thing that a command would do: a process, or a change that needs none. */
export interface Step {
  summary: string
  command?: Command
}
