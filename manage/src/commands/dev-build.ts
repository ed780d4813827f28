import { defineCommand } from '../core/command.ts'
import { withFacts } from '../core/steps.ts'
import { developmentServices, type ServiceName } from '../core/topology.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'service', many: true, choices: developmentServices, summary: 'all without any' },
  async plan(context, { args }) {
    const { engine } = await selectEngine(context)
    return withFacts(await engine.build(args as ServiceName[]), { engine: engine.name })
  },
  text: ({ built, seconds }) =>
    built.length > 0
      ? `built: ${built.join(', ')} in ${seconds.toFixed(1)} s`
      : 'nothing to build: all is fresh',
})
