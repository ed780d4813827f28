import { defineCommand } from '../core/command.ts'
import { prodParts } from '../docker/production-project.ts'
import { readDockerLogs } from '../engines/logs/compose-log-reader.ts'
import { logFlags, logQuery, printLogs } from '../engines/logs/log-flags.ts'
import { archiveFolder, keptLogs } from '../production/logs/log-archive.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  args: { name: 'service', many: true, choices: prodParts, summary: 'all without any' },
  flags: logFlags,
  examples: ['prod:logs -f backend', 'prod:logs --since 10m --level error --json'],
  async run(context, { args, flags }) {
    const query = logQuery(flags)
    const { project } = await openRunning(context)
    const kept = keptLogs(archiveFolder(context.instance), query.since)
    await printLogs(context, readDockerLogs(context, project, { ...query, services: args }, kept))
  },
})
