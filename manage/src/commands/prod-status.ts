import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import { inspectProject } from '../docker/containers.ts'
import { type ContainerFacts, healthHistory, stateOf } from '../docker/parse/container.ts'
import { explainAlerts, explainedLines } from '../production/alert-lines.ts'
import { askBackend } from '../production/backend-health.ts'
import { readAlerts } from '../production/firing-alerts.ts'
import { archiveRoom, lostLogs, roomFault } from '../production/logs/log-room.ts'
import { isClosed } from '../production/maintenance.ts'
import { readReleases } from '../production/rollout/releases.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  async run(context) {
    const { project, tier, running } = await openRunning(context)
    const containers = withoutPast(await inspectProject(context, project))
    const answers = containers.some((one) => one.service === 'backend' && one.running && !one.paused)
    const edge = containers.some((one) => one.service === 'edge' && one.running && !one.paused)
    const watched = containers.some((one) => one.service === 'alertmanager' && one.running && !one.paused)
    // Docker asks each container for itself alone; /health knows how they get on with each other.
    const [backend, closed, alerts] = await Promise.all([
      answers ? askBackend(context, project) : undefined,
      edge && isClosed(context, project),
      watched ? readAlerts(context, project) : undefined,
    ])
    return {
      instance: context.instance.name,
      tier,
      running,
      /** What /health says, which is what a visitor's monitor sees. */
      health: backend?.status ?? null,
      faults: backend?.faults ?? [],
      /** Visitors are told that the site is being looked after: prod:maintenance. */
      closed,
      /** What fires, and what the container it is about said last; null where nobody watches, or does not say. */
      alerts: alerts ? await explainAlerts(context, containers, alerts) : null,
      /** Whether what containers say can be kept when they go, and what of the last day could not. */
      logs: {
        fault: roomFault(archiveRoom(context.instance)) ?? null,
        lost: lostLogs(context.instance),
      },
      /** The last releases, newest first. */
      releases: readReleases(context.instance).toReversed().slice(0, shownReleases),
      services: containers.map((container) => ({
        name: container.service,
        container: container.name,
        image: container.image,
        state: stateOf(container),
        health: (container.service === 'backend' ? backend?.status : undefined) ?? container.health ?? null,
        restarts: container.restarts,
        startedAt: container.startedAt ?? null,
        healthHistory: healthHistory(container.healthLog),
      })),
    }
  },
  text({ instance, tier, running, closed, services, faults, alerts, logs, releases }, style) {
    const head = `${style.bold(instance)}  ${running ? style.green('running') : style.dim('stopped')}`
    if (!running) return head
    const rows = services.map(({ name, state, health, image, restarts }) => {
      const word = state === 'running' ? (health ?? state) : state
      const paint =
        word === 'healthy' || word === 'running'
          ? style.green
          : word === 'starting' || word === 'degraded'
            ? style.yellow
            : style.red
      return [`  ${name}`, paint(word), image, restarts > 0 ? style.yellow(`restarts: ${restarts}`) : '']
    })
    const history = releases.map(
      ({ number, at, who, command: verb, version, outcome, seconds, migrated, probe }) => [
        `  release ${number}`,
        outcome === 'done' ? style.green(outcome) : style.red(outcome),
        `${at.slice(0, 16).replace('T', ' ')} UTC`,
        who,
        verb,
        version,
        `${seconds.toFixed(0)} s`,
        migrated.length > 0 ? `${migrated.length} migrations` : '',
        probe ? `${probe.failed} of ${probe.requests} requests failed` : '',
      ],
    )
    return [
      `${head}  tier: ${tier}${closed ? style.yellow('  closed: prod:maintenance off opens it') : ''}`,
      formatTable(rows),
      ...faults.map((fault) => `  ${fault}`),
      ...(logs.fault === null ? [] : [`  ${style.red(logs.fault)}`]),
      ...logs.lost.map(({ container, at, reason }) =>
        style.yellow(`  the log of ${container} was lost at ${at.slice(0, 16)} UTC: ${reason}`),
      ),
      ...explainedLines(alerts ?? [], style),
      ...(history.length > 0 ? [formatTable(history)] : []),
    ].join('\n')
  },
  exitCode: ({ running, services }) =>
    !running || services.some(({ health, state }) => bad.has(health ?? '') || state !== 'running')
      ? exitCodes.unhealthy
      : exitCodes.done,
})

/** Without what a swarm has replaced, which lies about until it forgets it. */
const withoutPast = (containers: readonly ContainerFacts[]): ContainerFacts[] =>
  containers.filter(
    (one) =>
      one.running ||
      !one.ofSwarm ||
      !containers.some((other) => other.running && other.service === one.service),
  )

/** How many releases are shown. */
const shownReleases = 5

const bad = new Set(['unhealthy', 'unreachable'])
