import { defineCommand } from '../core/command.ts'
import { withFacts } from '../core/steps.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  destroys: true,
  async plan(context) {
    const { engine } = await selectEngine(context)
    return withFacts(await engine.clean(), { instance: context.instance.name, engine: engine.name })
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed: ${removed.join(', ')}` : 'there was nothing to remove',
})
