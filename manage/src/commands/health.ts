import { defineCommand } from '../command.ts'
import { selectEngine } from '../engine.ts'
import { exitCodes } from '../errors.ts'
import { isHealthy, statusText } from '../report.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const status = await (await selectEngine(context)).engine.status()
    return { healthy: isHealthy(status), ...status }
  },
  text: (result, style) => statusText(result, style),
  exitCode: ({ healthy }) => (healthy ? exitCodes.done : exitCodes.unhealthy),
})
