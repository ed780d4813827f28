import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { isHealthy, statusText } from '../engines/report.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const status = await (await selectEngine(context)).engine.status()
    return { healthy: isHealthy(status), ...status }
  },
  text: (result, style) => statusText(result, style),
  exitCode: ({ healthy }) => (healthy ? exitCodes.done : exitCodes.unhealthy),
})
