import { defineCommand } from '../core/command.ts'
import { prodParts } from '../docker/production-project.ts'
import { readDockerLogs } from '../engines/logs/compose-log-reader.ts'
import { levelNumbers, logText, parsePattern, parseSince } from '../engines/logs/log-text.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  args: { name: 'service', many: true, choices: prodParts, summary: 'all without any' },
  flags: {
    follow: { type: 'boolean', short: 'f', summary: 'go on with what comes' },
    tail: {
      type: 'integer',
      short: 'n',
      placeholder: 'lines',
      summary: 'only the last lines of each service',
    },
    since: { type: 'string', placeholder: 'time', summary: '10m, 2h, 1d ago, or an ISO 8601 time' },
    grep: { type: 'string', placeholder: 'regex', summary: 'only lines that match' },
    level: {
      type: 'string',
      placeholder: 'level',
      choices: Object.keys(levelNumbers),
      summary: 'this level and above',
    },
  },
  examples: ['prod:logs -f backend', 'prod:logs --since 10m --level error --json'],
  async run(context, { args, flags }) {
    const { project } = await openRunning(context)
    const records = readDockerLogs(context, project, {
      services: args,
      follow: flags.follow,
      tail: flags.tail,
      since: flags.since === undefined ? undefined : parseSince(flags.since, new Date()),
      grep: flags.grep === undefined ? undefined : parsePattern(flags.grep),
      level: flags.level === undefined ? undefined : levelNumbers[flags.level],
    })
    for await (const record of records) context.output.record(record, logText(record, context.output.style))
  },
})
