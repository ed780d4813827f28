import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { developmentServices, type PortName } from '../core/topology.ts'
import { prodParts } from '../docker/production-project.ts'
import { readDockerLogs } from '../engines/logs/compose-log-reader.ts'
import { readLogs } from '../engines/logs/log-file-reader.ts'
import { logFlags, logQuery, printLogs } from '../engines/logs/log-flags.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { previewContext } from '../previews/preview-context.ts'
import { engineOf } from '../previews/preview-engine.ts'
import { choosePreview } from '../previews/remove-previews.ts'
import { openRunning } from '../production/running-production.ts'

/** Those of a preview that is processes. */
const processParts: readonly PortName[] = [...developmentServices, 'postgres']

export const command = defineCommand({
  args: { name: 'preview [service]', many: true, required: true, summary: 'all services without any' },
  flags: logFlags,
  examples: ['preview:logs feature/search', 'preview:logs feature-search backend -f --level error'],
  async run(context, { args: [wanted = '', ...services], flags }) {
    const query = logQuery(flags)
    const preview = choosePreview(await listPreviews(context), wanted)
    const own = previewContext(context, preview.name, preview.source)
    const isProcesses = engineOf(preview) === 'embedded'
    const parts: readonly string[] = isProcesses ? processParts : prodParts
    const strange = services.find((word) => !parts.includes(word))
    if (strange !== undefined) {
      throw usageError(`there is no service "${strange}"`, `There are: ${parts.join(', ')}`)
    }
    if (isProcesses) {
      const { instance, signal } = own
      const names = processParts.filter((part) => services.length === 0 || services.includes(part))
      return printLogs(context, readLogs(instance.folder, names, { ...query, services: names }, signal))
    }
    const { project } = await openRunning(own)
    await printLogs(context, readDockerLogs(own, project, { ...query, services }))
  },
})
