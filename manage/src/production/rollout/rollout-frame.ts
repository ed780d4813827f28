import type { Context } from '../../core/context.ts'
import { ManageError, toManageError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import { inspectProject } from '../../docker/containers.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { type DeployLock, takeLock, whoIsThis } from './deploy-lock.ts'
import { type Release, recordRelease } from './releases.ts'
import type { RolloutRequest } from './rollout-request.ts'
import { type ProbeReport, SiteProbe } from './site-probe.ts'

/** The frame of a rollout: lock, probe, times, history. */
export function openRun(context: Context, request: RolloutRequest, planned: readonly ContainerFacts[]) {
  const { instance, output } = context
  const times = new Map<string, { ms: number; since: number; open: number }>()
  const began = Date.now()
  let lock: DeployLock | undefined
  let recorded: { release: number; seconds: number } | undefined
  const run = {
    probe: undefined as SiteProbe | undefined,
    report: undefined as ProbeReport | undefined,
    fault: undefined as string | undefined,
    timed: (phase: string, step: Step): Step => ({
      ...step,
      async act(tools) {
        const time = times.get(phase) ?? { ms: 0, since: 0, open: 0 }
        times.set(phase, time)
        // Steps side by side count once.
        if (time.open++ === 0) time.since = performance.now()
        try {
          await (step.act ? step.act(tools) : tools.run())
        } finally {
          if (--time.open === 0) time.ms += performance.now() - time.since
        }
      },
    }),
    /** Remembers that something failed, for what is done always. */
    noting: (step: Step): Step => ({
      ...step,
      async act(tools) {
        try {
          await (step.act ? step.act(tools) : tools.run())
        } catch (thrown) {
          run.fault ??= toManageError(thrown).message
          throw thrown
        }
      },
    }),
    begin: {
      summary: `take the lock of instance ${instance.name}, and begin to ask the site as a visitor`,
      async act() {
        lock = takeLock(instance, request.command, new Date())
        if (lock.takenFrom) {
          const { who, command, since } = lock.takenFrom
          output.say(`${command} of ${who}, since ${since}, was broken off: this goes on from what it left`)
        }
        const now = await inspectProject(context, request.project)
        if (namesOf(now) !== namesOf(planned)) {
          throw new ManageError('failed', 'somebody else has just changed what runs', {
            hint: 'Run it again: it starts from what is there.',
          })
        }
        if (!request.probe || planned.every(({ running }) => !running)) return
        run.probe = new SiteProbe(request.probe)
        if ((await run.probe.start()).length === 0) {
          await run.probe.stop()
          run.probe = undefined
        }
      },
    } satisfies Step,
    end: (what: () => Pick<Release, 'replaced' | 'migrated'>): Step => ({
      summary: 'write down how it went, and give the lock back',
      always: true,
      async act() {
        run.report = await run.probe?.stop()
        // Without the lock nothing was done.
        if (!lock) return
        const { replaced, migrated } = what()
        const seconds = (Date.now() - began) / 1_000
        if (replaced.length > 0 || run.fault !== undefined) {
          const { number } = recordRelease(instance, {
            at: new Date(began).toISOString(),
            who: whoIsThis(),
            command: request.command,
            tier: request.tier,
            ...request.release,
            migrated,
            seconds,
            replaced,
            outcome: run.fault === undefined ? 'done' : 'failed',
            ...(run.fault === undefined ? {} : { fault: run.fault }),
            ...(run.report ? { probe: run.report } : {}),
          })
          recorded = { release: number, seconds }
        }
        lock.release()
      },
    }),
    recorded: () => recorded ?? { release: 0, seconds: (Date.now() - began) / 1_000 },
    phases: () => Object.fromEntries([...times].map(([phase, { ms }]) => [phase, Math.round(ms / 100) / 10])),
  }
  return run
}

const namesOf = (containers: readonly ContainerFacts[]) =>
  containers
    .filter(({ running }) => running)
    .map(({ name }) => name)
    .sort()
    .join(' ')
