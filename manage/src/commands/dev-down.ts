import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  async run(context, { flags }) {
    const { engine } = await selectEngine(context)
    return { instance: context.instance.name, engine: engine.name, ...(await engine.down(flags)) }
  },
  async plan(context, { flags }) {
    return (await selectEngine(context)).engine.planDown(flags)
  },
  async destroys(context, { flags }) {
    return flags.volumes ? (await selectEngine(context)).engine.possessions('data') : []
  },
  text({ stopped, removed }) {
    const parts = [
      stopped.length > 0 ? `stopped: ${stopped.join(', ')}` : 'nothing was running',
      removed.length > 0 ? `removed: ${removed.join(', ')}` : '',
    ]
    return parts.filter((part) => part !== '').join('\n')
  },
})
