import { defineCommand } from '../core/command.ts'
import { inFreePlace } from '../engines/free-place.ts'
import { upReportText } from '../engines/report.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  flags: {
    detach: {
      type: 'boolean',
      short: 'd',
      summary: 'return when everything is healthy, and leave it running',
    },
    'wait-timeout': {
      type: 'integer',
      placeholder: 'seconds',
      minimum: 1,
      default: 180,
      summary: 'give up when nothing has moved for so long',
    },
  },
  examples: ['dev:up', 'dev:up -d --engine embedded', 'dev:up --instance review'],
  async plan(called, { flags }) {
    const context = await inFreePlace(called)
    const { engine, reason } = await selectEngine(context, true)
    context.output.say(`engine: ${engine.name} (${reason})`)
    return engine.up({ detached: flags.detach, waitTimeout: flags['wait-timeout'] }, (report) =>
      context.output.result(report, upReportText(report, context.output.style)),
    )
  },
})
