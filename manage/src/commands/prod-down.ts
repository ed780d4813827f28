import { defineCommand } from '../core/command.ts'
import { composeDown } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { runDocker } from '../docker/daemon.ts'
import { openRunning, productionObjects, removalsOf } from '../production/running-production.ts'

/** Long enough for PostgreSQL to write its last checkpoint. */
const graceSeconds = 60

export const command = defineCommand({
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  async run(context, { flags }) {
    const { project } = await openRunning(context)
    const stopped = (await inspectProject(context, project)).filter(({ running }) => running)
    await runDocker(context.runner, composeDown(project, graceSeconds))
    const objects = flags.volumes ? await productionObjects(context) : undefined
    for (const { command: remove } of objects ? removalsOf(objects, { volumes: true }) : []) {
      await runDocker(context.runner, remove)
    }
    return {
      instance: context.instance.name,
      stopped: stopped.map(({ service }) => service),
      removed: objects?.volume ?? [],
    }
  },
  async plan(context, { flags }) {
    const { project } = await openRunning(context)
    const stop = { summary: 'stop and remove the containers', command: composeDown(project, graceSeconds) }
    const { volume } = await productionObjects(context)
    const none = { container: [], network: [] }
    return [stop, ...(flags.volumes ? removalsOf({ ...none, volume }, { volumes: true }) : [])]
  },
  async destroys(context, { flags }) {
    if (!flags.volumes) return []
    return (await productionObjects(context)).volume.map((name) => `volume ${name}`)
  },
  text({ stopped, removed }) {
    return [
      stopped.length > 0 ? `stopped: ${stopped.join(', ')}` : 'nothing was running',
      removed.length > 0 ? `removed: ${removed.join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join('\n')
  },
})
