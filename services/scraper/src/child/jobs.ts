/** What goes to a child. */
export interface JobRequest {
  readonly id: number
  readonly job: unknown
}

/** What comes back. */
export type JobAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string }

/** The child's side: answers each job that the parent sends, in turn, and ends when the parent is gone. */
export function serveJobs<Job, Value>(work: (job: Job) => Promise<Value>): void {
  process.on('message', async ({ id, job }: JobRequest) => {
    let answer: JobAnswer
    try {
      answer = { id, value: await work(job as Job) }
    } catch (error) {
      answer = { id, fault: error instanceof Error ? error.message : String(error) }
    }
    process.send?.(answer)
  })
  process.send?.({ ready: true } satisfies JobAnswer)
  process.on('disconnect', () => process.exit(0))
  // The parent decides when this process ends: a Ctrl-C in the terminal reaches the whole group.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => {})
}
