import type { Submission } from '../../api/rest-types.ts'
import { hasEnded } from './steps.ts'

/** What following needs of the platform; a test gives its own. */
export interface FollowSources {
  /** Opens the stream of events. */
  readonly open: () => EventSource
  /** Asks for the state once. */
  readonly ask: (signal: AbortSignal) => Promise<Submission>
}

const pollMs = 1_500

/**
 * Tells every change of a submission until it has ended: by server-sent events, and where they are cut for good (a proxy
 * that buffers, a refused connection) by asking again and again. Returns how to stop.
 */
export function followSubmission(
  { open, ask }: FollowSources,
  onChange: (submission: Submission) => void,
  onFault: (error: unknown) => void,
): () => void {
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stream = open()

  const tell = (submission: Submission) => {
    if (stopped.signal.aborted) return
    onChange(submission)
    if (hasEnded(submission)) stop()
  }
  const poll = async () => {
    try {
      tell(await ask(stopped.signal))
    } catch (error) {
      if (!stopped.signal.aborted) onFault(error)
    }
    if (!stopped.signal.aborted) timer = setTimeout(poll, pollMs)
  }
  const stop = () => {
    stopped.abort()
    stream.close()
    clearTimeout(timer)
  }

  stream.addEventListener('submission', (event) => tell(JSON.parse(event.data) as Submission))
  stream.addEventListener('error', () => {
    // While it is CONNECTING the browser tries again by itself; CLOSED means that it has given up.
    if (stream.readyState === 2 && !stopped.signal.aborted) void poll()
  })
  return stop
}
