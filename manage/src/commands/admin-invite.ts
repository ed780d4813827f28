import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'
import { openRunning } from '../production/running-production.ts'
import { databaseStep } from '../production/start-production.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'email', required: true, summary: 'the address that is invited' },
  flags: {
    role: {
      type: 'string',
      placeholder: 'role',
      choices: ['member', 'editor', 'admin'],
      default: 'editor',
      summary: 'of the account',
    },
    production: { type: 'boolean', summary: 'to the site that runs by prod:up' },
  },
  examples: ['admin:invite mia@example.org', 'admin:invite ada@example.org --role admin --production'],
  async plan(context, { args: [email = ''], flags: { role, production } }) {
    if (!/^[^\s@,;<>()"\\]+@[^\s@,;<>()"\\]+$/.test(email) || email.length > 254) {
      throw new ManageError('usage', `"${email}" is no mail address`)
    }
    if (!production) {
      const site = `http://localhost:${context.instance.ports.frontend}`
      const { engine } = await selectEngine(context)
      return engine.database('admin-invite', { args: [email, role, site] })
    }
    const { project, running } = await openRunning(context)
    if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
    let document: Record<string, unknown> = {}
    const summary = `invite ${email}`
    return {
      steps: [
        // The container knows the address of its site.
        databaseStep(project, summary, ['admin-invite', email, role], (said) => {
          document = said
        }),
      ],
      result: () => document,
    }
  },
  text: ({ email, role, link }, style) =>
    `${String(email)} is invited as ${String(role)}: ${style.bold(String(link))}  (shown this once; holds for two weeks)`,
})
