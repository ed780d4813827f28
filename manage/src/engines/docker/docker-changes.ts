import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import { checkoutKey } from '../../core/instance.ts'
import { composeDown, composeRestart } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { dataVolumes } from '../../docker/development-project.ts'
import { withImage } from '../../docker/local-images.ts'
import {
  developmentLabels,
  findLabelledResources,
  noResources,
  type Resources,
  removalSteps,
  resourceNames,
} from '../../docker/resources.ts'
import type { Engine, StartTiming } from '../engine.ts'
import { readDockerLogs } from '../logs/compose-log-reader.ts'
import { StartProgress } from '../start-progress.ts'
import { databasePlan, sqlPrompt } from './compose-database.ts'
import { keepPlan } from './compose-keeper.ts'
import { imageSteps } from './development-images.ts'
import { openDevStack, openRunningStack } from './development-stack.ts'
import { graceSeconds } from './docker-start.ts'
import { runningParts } from './docker-status.ts'
import { upPlan } from './docker-up.ts'
import { watchHealth } from './health-watch.ts'
import { transferPlan } from './transfer-files.ts'

/** Milliseconds without movement after which a restart is given up. */
const restartPatienceMs = 90_000

/** What the Docker engine does beyond looking. */
export type DockerChanges = Omit<Engine, 'name' | 'status'>

/** Everything that starts, changes or follows the development stack in containers. */
export function dockerChanges(context: Context): DockerChanges {
  const { instance, root, config } = context
  const owned = () => findLabelledResources(context, developmentLabels(checkoutKey(root), instance.name))
  const data = async (): Promise<Resources> => {
    const { volume } = await owned()
    return { ...noResources, volume: volume.filter((name) => dataVolumes(instance.project).includes(name)) }
  }
  const running = async () => runningParts(await inspectProject(context, { name: instance.project }))

  return {
    up: (request, announce) =>
      withImage(context, config.nodeImage, (base) => upPlan(context, base, request, announce)),

    async down({ volumes }) {
      const [project, stopped] = await Promise.all([openRunningStack(context), running()])
      const lost = volumes ? await data() : noResources
      return {
        steps: [
          dockerStep('stop and remove the containers', composeDown(project, graceSeconds)),
          ...removalSteps(lost),
        ],
        losses: resourceNames(lost),
        result: () => ({ stopped, removed: resourceNames(lost) }),
      }
    },

    build: (services) =>
      withImage(context, config.nodeImage, async (base) => {
        const stack = await openDevStack(context, base)
        const { steps, missing } = await imageSteps(
          context,
          stack,
          services.length > 0 ? services : undefined,
        )
        const began = Date.now()
        return { steps, result: () => ({ built: missing, seconds: (Date.now() - began) / 1000 }) }
      }),

    async restart(services) {
      const [project, parts] = await Promise.all([openRunningStack(context), running()])
      if (services.some((service) => !parts.includes(service))) throw notRunning(instance.name)
      let restarted: readonly StartTiming[] = []
      const began = Date.now()
      return {
        steps: [
          dockerStep(`restart ${services.join(', ')}`, composeRestart(project, services)),
          {
            summary: 'wait until each is healthy',
            async act() {
              restarted = await watchHealth(context, project, {
                parts: services,
                ports: instance.ports,
                began,
                progress: new StartProgress(restartPatienceMs, (text) => context.output.say(text)),
                created: () => true,
                onHealthy: () => {},
              })
            },
          },
        ],
        result: () => ({ restarted }),
      }
    },

    async *logs(query) {
      yield* readDockerLogs(context, await openRunningStack(context), query)
    },

    async clean() {
      const lost = await owned()
      const names = resourceNames(lost)
      return { steps: removalSteps(lost), losses: names, result: () => ({ removed: names }) }
    },

    database: (action, request = {}) =>
      action === 'catalogue-import' || action === 'catalogue-export' || action === 'person-export'
        ? transferPlan(context, action, request)
        : databasePlan(context, action, request),
    keep: async (tasks) =>
      keepPlan(
        context,
        tasks,
        (await data()).volume.some((name) => name.endsWith('_postgres')),
      ),
    async shell(interactive) {
      if (!(await running()).includes('postgres')) throw notRunning(instance.name)
      return sqlPrompt(await openRunningStack(context), interactive)
    },
  }
}

const notRunning = (name: string) =>
  new ManageError('failed', `instance ${name} does not run`, {
    hint: 'Start it: pnpm manage dev:up. What runs here: pnpm manage status',
  })
