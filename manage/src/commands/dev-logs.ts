import { defineCommand } from '../core/command.ts'
import { type PortName, portNames } from '../core/topology.ts'
import { logFlags, logQuery, printLogs } from '../engines/logs/log-flags.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: {
    name: 'service',
    many: true,
    choices: portNames,
    summary: 'all without any',
  },
  flags: logFlags,
  examples: [
    'dev:logs -f backend',
    'dev:logs --since 10m --level warn',
    "dev:logs --grep 'request.*500' --json",
  ],
  async run(context, { args, flags }) {
    const query = logQuery(flags)
    const { engine } = await selectEngine(context)
    await printLogs(context, engine.logs({ ...query, services: args as PortName[] }))
  },
})
