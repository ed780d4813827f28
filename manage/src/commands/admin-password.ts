import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'
import { openRunning } from '../production/running-production.ts'
import { databaseStep } from '../production/start-production.ts'

export const command = defineCommand({
  engine: true,
  flags: { production: { type: 'boolean', summary: 'of the site that runs by prod:up' } },
  async plan(context, { flags }) {
    if (!flags.production) return (await selectEngine(context)).engine.database('admin-password')
    const { project, running } = await openRunning(context)
    if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
    let document: Record<string, unknown> = {}
    const summary = 'give the administrator another password'
    return {
      steps: [
        databaseStep(project, summary, 'admin-password', (said) => {
          document = said
        }),
      ],
      result: () => document,
    }
  },
  text: ({ adminEmail, adminPassword }, style) =>
    `administrator: ${String(adminEmail)}  password: ${style.bold(String(adminPassword))}  (shown this once; open sessions are ended)`,
})
