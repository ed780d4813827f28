import { defineCommand } from '../core/command.ts'
import { interruptedError } from '../core/errors.ts'
import { type PortName, portNames } from '../core/topology.ts'
import { levelNumbers, logText, parsePattern, parseSince } from '../engines/logs/log-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: {
    name: 'service',
    many: true,
    choices: portNames,
    summary: 'all without any',
  },
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
  examples: [
    'dev:logs -f backend',
    'dev:logs --since 10m --level warn',
    "dev:logs --grep 'request.*500' --json",
  ],
  async run(context, { args, flags }) {
    const { engine } = await selectEngine(context)
    const records = engine.logs({
      services: args as PortName[],
      follow: flags.follow,
      tail: flags.tail,
      since: flags.since === undefined ? undefined : parseSince(flags.since, new Date()),
      grep: flags.grep === undefined ? undefined : parsePattern(flags.grep),
      level: flags.level === undefined ? undefined : levelNumbers[flags.level],
    })
    for await (const record of records) {
      if (context.signal.aborted) break
      context.output.record(record, logText(record, context.output.style))
    }
    if (context.signal.aborted) throw interruptedError()
  },
})
