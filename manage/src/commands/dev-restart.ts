import { defineCommand } from '../core/command.ts'
import { withFacts } from '../core/steps.ts'
import { formatTable } from '../core/table.ts'
import { developmentServices, type ServiceName } from '../core/topology.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'service', many: true, choices: developmentServices, summary: 'all without any' },
  examples: ['dev:restart backend'],
  async plan(context, { args }) {
    const { engine } = await selectEngine(context)
    return withFacts(await engine.restart(wanted(args)), { engine: engine.name })
  },
  text: ({ restarted }) =>
    formatTable(
      restarted.map(({ name, healthyMs }) => [name, `healthy after ${(healthyMs / 1000).toFixed(2)} s`]),
    ),
})

const wanted = (args: readonly string[]): readonly ServiceName[] =>
  args.length > 0 ? (args as ServiceName[]) : developmentServices
