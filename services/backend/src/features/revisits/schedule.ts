import { Cron } from 'croner'

/** Node's timers hold no longer than 24 days; a clock that was put back is noticed within this. */
const longestSleepMs = 3_600_000

/** A schedule as crontab writes it. @throws Error where it is none */
export function readSchedule(pattern: string): Pick<Cron, 'nextRun'> {
  return new Cron(pattern, { paused: true })
}

/**
 * Calls `run` with each time of a schedule, which is the same to the millisecond in every backend, until stopped.
 *
 * @param run gets the time, and the one after it
 */
export function keepSchedule(
  pattern: string,
  run: (at: Date, next: Date | null) => Promise<unknown>,
  report: (error: unknown) => void,
): { stop(): void } {
  const schedule = readSchedule(pattern)
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    const at = schedule.nextRun(new Date())
    if (!at) return
    const sleep = () => {
      const left = at.getTime() - Date.now()
      if (left > 0) {
        timer = setTimeout(sleep, Math.min(left, longestSleepMs)).unref()
        return
      }
      void run(at, schedule.nextRun(at)).catch(report)
      wait()
    }
    sleep()
  }
  wait()
  return { stop: () => clearTimeout(timer) }
}
