import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import { checkoutKey } from '../../core/instance.ts'
import type { Step } from '../../core/process-spec.ts'
import type { ServiceName } from '../../core/topology.ts'
import { composeDown, composeRestart } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import type { Ownership } from '../../docker/object-commands.ts'
import {
  dataAmong,
  findPossessions,
  namesOf,
  planRemoval,
  removePossessions,
} from '../../docker/resources.ts'
import type { Engine, StartTiming } from '../engine.ts'
import { readDockerLogs } from '../logs/compose-log-reader.ts'
import { planDatabaseAction, runDatabaseAction, sqlPrompt } from './compose-database.ts'
import { ensureImages, planImages } from './development-images.ts'
import { openDevStack } from './development-stack.ts'
import { dockerUp, graceSeconds, planDockerUp } from './docker-start.ts'
import { dockerStatus, runningParts } from './docker-status.ts'
import { watchHealth } from './health-watch.ts'

const restartDeadlineMs = 90_000

/** The development stack in containers: docker-compose.dev.yml under the name of this checkout and instance. */
export function createDockerEngine(context: Context): Engine {
  const { instance, root } = context
  const owner: Ownership = { checkout: checkoutKey(root), instance: instance.name }
  const data = async () => dataAmong(await findPossessions(context, owner), instance.project)
  const preview = () => openDevStack(context, { preview: true })
  const openForDatabase = async () => {
    const stack = await openDevStack(context)
    await ensureImages(context, stack, ['backend'])
    return stack.project
  }

  return {
    name: 'docker',
    up: (request, announce) => dockerUp(context, request, announce),
    planUp: () => planDockerUp(context),

    async down({ volumes }) {
      const { project } = await preview()
      const stopped = runningParts(await inspectProject(context, project))
      await runDocker(context.runner, composeDown(project, graceSeconds))
      return { stopped, removed: volumes ? await removePossessions(context, await data()) : [] }
    },
    async planDown({ volumes }) {
      const { project } = await preview()
      const step = { summary: 'stop and remove the containers', command: composeDown(project, graceSeconds) }
      return [step, ...(volumes ? planRemoval(await data()) : [])]
    },

    async build(services) {
      const began = Date.now()
      const built = await ensureImages(context, await preview(), named(services))
      return { built, seconds: (Date.now() - began) / 1000 }
    },
    planBuild: async (services) => planImages(context, await preview(), named(services)),

    async restart(services) {
      const { project } = await preview()
      const running = runningParts(await inspectProject(context, project))
      const absent = services.find((service) => !running.includes(service))
      if (absent) throw notRunning(instance.name)
      const began = Date.now()
      await runDocker(context.runner, composeRestart(project, services))
      const restarted: StartTiming[] = await watchHealth(context, project, {
        parts: services,
        ports: instance.ports,
        began,
        deadline: began + restartDeadlineMs,
        created: () => true,
        onHealthy: () => {},
      })
      return { restarted }
    },
    async planRestart(services) {
      const { project } = await preview()
      return [{ summary: `restart ${services.join(', ')}`, command: composeRestart(project, services) }]
    },

    async *logs(query) {
      yield* readDockerLogs(context, (await preview()).project, query)
    },
    status: () => dockerStatus(context),

    async clean() {
      await runDocker(context.runner, composeDown((await preview()).project, graceSeconds))
      return { removed: await removePossessions(context, await findPossessions(context, owner)) }
    },
    planClean: async () => planRemoval(await findPossessions(context, owner)),
    possessions: async (scope) =>
      namesOf(scope === 'data' ? await data() : await findPossessions(context, owner)),

    database: (action) => runDatabaseAction(context, openForDatabase, action),
    async planDatabase(action) {
      const images: Step[] = []
      const open = async () => {
        const stack = await preview()
        images.push(...(await planImages(context, stack, ['backend'])))
        return stack.project
      }
      const steps = await planDatabaseAction(context, open, action)
      return [...images, ...steps]
    },
    databaseName: () => `parlance of instance ${instance.name} (volume ${instance.project}_postgres)`,
    async shell() {
      const { project } = await preview()
      if (!runningParts(await inspectProject(context, project)).includes('postgres')) {
        throw notRunning(instance.name)
      }
      return sqlPrompt(project)
    },
  }
}

const named = (services: readonly ServiceName[]) => (services.length > 0 ? services : undefined)

const notRunning = (name: string) =>
  new ManageError('failed', `instance ${name} does not run`, { hint: 'Start it: pnpm manage dev:up' })
