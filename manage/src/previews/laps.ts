import type { Step } from '../core/steps.ts'

const tenths = (ms: number) => Math.round(ms / 100) / 10

/**
 * The phases of a preview's start, one after the other: each ends where the next begins. The first, `look`, is what it takes to see what is
 * there and what is wanted.
 */
export function laps(now: () => number = () => performance.now()) {
  const began = now()
  const times = new Map<string, number>()
  let phase = 'look'
  let since = began
  const enter = (next: string) => {
    const at = now()
    times.set(phase, (times.get(phase) ?? 0) + at - since)
    phase = next
    since = at
  }
  return {
    enter,
    /** A step with which a phase begins. */
    step: (next: string, step: Step): Step => ({
      ...step,
      act(tools) {
        enter(next)
        return step.act ? step.act(tools) : tools.run()
      },
    }),
    /** Steps with the first of which a phase begins. */
    steps: (next: string, [first, ...rest]: readonly Step[]): Step[] =>
      first === undefined
        ? []
        : [
            {
              ...first,
              act(tools) {
                enter(next)
                return first.act ? first.act(tools) : tools.run()
              },
            },
            ...rest,
          ],
    /**
     * Seconds of each phase, and of all. The release has phases of its own, which stand for it; what it took besides, to decide and to lock, is
     * `release`.
     */
    end(ofRelease: Readonly<Record<string, number>>): { seconds: number; phases: Record<string, number> } {
      enter('')
      const sum = Object.values(ofRelease).reduce((all, one) => all + one, 0)
      const phases = [...times].flatMap(([name, ms]): [string, number][] =>
        name === 'release'
          ? [...Object.entries(ofRelease), ['release', Math.max(0, tenths(ms - sum * 1_000))]]
          : [[name, tenths(ms)]],
      )
      return { seconds: (since - began) / 1_000, phases: Object.fromEntries(phases) }
    },
  }
}

export type Laps = ReturnType<typeof laps>
