import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { prodParts } from '../docker/production-project.ts'
import { readDockerLogs } from '../engines/logs/compose-log-reader.ts'
import { logFlags, logQuery, printLogs } from '../engines/logs/log-flags.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { previewContext } from '../previews/preview-context.ts'
import { choosePreview } from '../previews/remove-previews.ts'
import { openRunning } from '../production/running-production.ts'

const isPart = (word: string) => prodParts.some((part) => part === word)

export const command = defineCommand({
  args: { name: 'preview [service]', many: true, required: true, summary: 'all services without any' },
  flags: logFlags,
  examples: ['preview:logs feature/search', 'preview:logs feature-search backend -f --level error'],
  async run(context, { args: [wanted = '', ...services], flags }) {
    const query = logQuery(flags)
    const strange = services.find((word) => !isPart(word))
    if (strange !== undefined) {
      throw usageError(`there is no service "${strange}"`, `There are: ${prodParts.join(', ')}`)
    }
    const preview = choosePreview(await listPreviews(context), wanted)
    const own = previewContext(context, preview.name, preview.source)
    const { project } = await openRunning(own)
    await printLogs(context, readDockerLogs(own, project, { ...query, services }))
  },
})
