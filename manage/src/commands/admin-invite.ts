import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'
import { productionDatabase, productionFlag } from '../production/production-database.ts'

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
    ...productionFlag,
  },
  examples: ['admin:invite mia@example.org', 'admin:invite ada@example.org --role admin --production'],
  async plan(context, { args: [email = ''], flags: { role, production } }) {
    if (!/^[^\s@,;<>()"\\]+@[^\s@,;<>()"\\]+$/.test(email) || email.length > 254) {
      throw new ManageError('usage', `"${email}" is no mail address`)
    }
    // A container knows the address of its site.
    if (production) return productionDatabase(context, `invite ${email}`, ['admin-invite', email, role])
    const site = `http://localhost:${context.instance.ports.frontend}`
    return (await selectEngine(context)).engine.database('admin-invite', { args: [email, role, site] })
  },
  text: ({ email, role, link }, style) =>
    `${String(email)} is invited as ${String(role)}: ${style.bold(String(link))}  (shown this once; holds for two weeks)`,
})
