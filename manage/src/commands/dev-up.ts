import { defineCommand } from '../core/command.ts'
import { developmentServices } from '../core/topology.ts'
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
    inspect: {
      type: 'string',
      placeholder: 'service',
      choices: ['all', ...developmentServices],
      bare: 'all',
      summary: "open Node's inspector of each service, or of one, on a port of its own: breakpoints work",
    },
    'without-frontend': {
      type: 'boolean',
      summary: 'start everything but the pages, for whoever serves built ones (embedded engine)',
    },
  },
  examples: ['dev:up', 'dev:up -d --engine embedded', 'dev:up --inspect=backend', 'dev:up --instance review'],
  async plan(called, { flags }) {
    const context = await inFreePlace(called)
    const { engine, reason } = await selectEngine(context, true)
    context.output.say(`engine: ${engine.name} (${reason})`)
    const request = {
      detached: flags.detach,
      waitTimeout: flags['wait-timeout'],
      inspect: developmentServices.filter((name) => flags.inspect === 'all' || flags.inspect === name),
      without: flags['without-frontend'] ? (['frontend'] as const) : [],
    }
    return engine.up(request, (report) =>
      context.output.result(report, upReportText(report, context.output.style)),
    )
  },
})
