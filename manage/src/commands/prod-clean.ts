import { defineCommand } from '../core/command.ts'
import { runDocker } from '../docker/daemon.ts'
import { removeImages } from '../docker/image-commands.ts'
import { productionObjects, removalsOf, supersededImages } from '../production/running-production.ts'

export const command = defineCommand({
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  async run(context, { flags }) {
    const steps = await removals(context, flags)
    for (const { command: remove } of steps) await runDocker(context.runner, remove)
    return {
      instance: context.instance.name,
      removed: steps.map(({ summary }) => summary.replace(/^remove /, '')),
    }
  },
  plan: (context, { flags }) => removals(context, flags),
  async destroys(context, { flags }) {
    const { container, network, volume } = await productionObjects(context)
    return [
      ...container.map((name) => `container ${name}`),
      ...network.map((name) => `network ${name}`),
      ...(flags.volumes ? volume.map((name) => `volume ${name}, with the data in it`) : []),
      ...(await supersededImages(context)).map((name) => `image ${name}`),
    ]
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed\n  ${removed.join('\n  ')}` : 'there was nothing to remove',
})

async function removals(context: Parameters<typeof productionObjects>[0], { volumes }: { volumes: boolean }) {
  const images = await supersededImages(context)
  return [
    ...removalsOf(await productionObjects(context), { volumes }),
    ...(images.length > 0
      ? [{ summary: `remove images: ${images.join(', ')}`, command: removeImages(images) }]
      : []),
  ]
}
