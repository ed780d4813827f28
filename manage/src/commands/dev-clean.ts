import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    return { instance: context.instance.name, engine: engine.name, ...(await engine.clean()) }
  },
  async plan(context) {
    return (await selectEngine(context)).engine.planClean()
  },
  async destroys(context) {
    return (await selectEngine(context)).engine.possessions('all')
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed: ${removed.join(', ')}` : 'there was nothing to remove',
})
