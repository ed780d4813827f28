import { defineCommand } from '../core/command.ts'
import { withFacts } from '../core/steps.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  destroys: true,
  async plan(context, { flags }) {
    const { engine } = await selectEngine(context)
    return withFacts(await engine.down(flags), { instance: context.instance.name, engine: engine.name })
  },
  text({ stopped, removed }) {
    const parts = [
      stopped.length > 0 ? `stopped: ${stopped.join(', ')}` : 'nothing was running',
      removed.length > 0 ? `removed: ${removed.join(', ')}` : '',
    ]
    return parts.filter((part) => part !== '').join('\n')
  },
})
