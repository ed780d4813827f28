import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'
import { productionDatabase, productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: productionFlag,
  plan: async (context, { flags }) =>
    flags.production
      ? productionDatabase(context, 'give the administrator another password', 'admin-password')
      : (await selectEngine(context)).engine.database('admin-password'),
  text: ({ adminEmail, adminPassword }, style) =>
    `administrator: ${String(adminEmail)}  password: ${style.bold(String(adminPassword))}  (shown this once; open sessions are ended)`,
})
