import type { CommandTable, Entry, Group } from '../core/command.ts'

// Commands are loaded when they are called, and their types meet here: a loader is trusted to give some command.
const entry = (group: Group, summary: string, load: () => Promise<{ command: unknown }>): Entry => ({
  group,
  summary,
  load: load as Entry['load'],
})

/** Every command, in the order in which `help` lists them. */
export const registry: CommandTable = {
  'dev:up': entry('development', 'start the stack, with hot reload', () => import('../commands/dev-up.ts')),
  'dev:down': entry('development', 'stop the stack; data stays', () => import('../commands/dev-down.ts')),
  'dev:build': entry(
    'development',
    'prepare what the services need to start',
    () => import('../commands/dev-build.ts'),
  ),
  'dev:restart': entry('development', 'restart services', () => import('../commands/dev-restart.ts')),
  'dev:logs': entry('development', 'show or follow logs', () => import('../commands/dev-logs.ts')),
  'dev:status': entry(
    'development',
    'each service, its state and address',
    () => import('../commands/dev-status.ts'),
  ),
  'dev:clean': entry(
    'development',
    'remove the data of this instance',
    () => import('../commands/dev-clean.ts'),
  ),
  'prod:build': entry(
    'production',
    'build the images whose content has changed',
    () => import('../commands/prod-build.ts'),
  ),
  'prod:up': entry('production', 'run the images behind the edge', () => import('../commands/prod-up.ts')),
  'prod:deploy': entry(
    'production',
    'replace what has changed, while the site serves',
    () => import('../commands/prod-deploy.ts'),
  ),
  'prod:rollback': entry(
    'production',
    'go back to the last good version',
    () => import('../commands/prod-rollback.ts'),
  ),
  'prod:down': entry('production', 'stop production; data stays', () => import('../commands/prod-down.ts')),
  'prod:restart': entry(
    'production',
    'new containers of the same images, while the site serves',
    () => import('../commands/prod-restart.ts'),
  ),
  'prod:logs': entry('production', 'show or follow logs', () => import('../commands/prod-logs.ts')),
  'prod:status': entry(
    'production',
    'each container, its image and its health',
    () => import('../commands/prod-status.ts'),
  ),
  'prod:alerts': entry(
    'production',
    'what fires, with the last lines of whom it is about; --send tells a webhook',
    () => import('../commands/prod-alerts.ts'),
  ),
  'prod:maintenance': entry(
    'production',
    'close the site to visitors, or open it again',
    () => import('../commands/prod-maintenance.ts'),
  ),
  'prod:check': entry(
    'production',
    'what an attacker or a bad day would find, and what to do',
    () => import('../commands/prod-check.ts'),
  ),
  'prod:clean': entry(
    'production',
    'remove containers, networks and images that are superseded',
    () => import('../commands/prod-clean.ts'),
  ),
  'prod:bundle': entry(
    'production',
    'a whole site as one file, for a machine without internet or another server',
    () => import('../commands/prod-bundle.ts'),
  ),
  'prod:sbom': entry(
    'production',
    'what each image is made of, as CycloneDX, and known faults where a scanner is here',
    () => import('../commands/prod-sbom.ts'),
  ),
  'prod:example': entry(
    'production',
    'the plain docker run lines, without Compose',
    () => import('../commands/prod-example.ts'),
  ),
  'db:migrate': entry(
    'database',
    'apply the migrations that are pending',
    () => import('../commands/db-migrate.ts'),
  ),
  'db:status': entry('database', 'migrations, drift and rows', () => import('../commands/db-status.ts')),
  'db:seed': entry('database', 'load the sample catalogue', () => import('../commands/db-seed.ts')),
  'db:reset': entry(
    'database',
    'empty the database and seed it anew',
    () => import('../commands/db-reset.ts'),
  ),
  'db:check': entry('database', 'check that the data is sound', () => import('../commands/db-check.ts')),
  'db:shell': entry('database', 'a SQL prompt on the database', () => import('../commands/db-shell.ts')),
  'admin:invite': entry(
    'people',
    'a link that makes an account, for an editor or anybody else',
    () => import('../commands/admin-invite.ts'),
  ),
  'admin:password': entry(
    'people',
    'another password for the administrator',
    () => import('../commands/admin-password.ts'),
  ),
  'data:import': entry('data', 'import a catalogue from a file', () => import('../commands/data-import.ts')),
  'data:export': entry('data', 'write the catalogue into a file', () => import('../commands/data-export.ts')),
  'models:list': entry(
    'data',
    'the neural models that are downloaded',
    () => import('../commands/models-list.ts'),
  ),
  'models:pull': entry('data', 'download a neural model', () => import('../commands/models-pull.ts')),
  'models:rm': entry('data', 'remove a downloaded model', () => import('../commands/models-rm.ts')),
  'backup:create': entry(
    'data',
    'back up database and assets, and verify the backup by restoring it',
    () => import('../commands/backup-create.ts'),
  ),
  'backup:list': entry(
    'data',
    'the backups, and which of them are verified',
    () => import('../commands/backup-list.ts'),
  ),
  'backup:verify': entry(
    'data',
    'restore a backup beside the data and compare every table',
    () => import('../commands/backup-verify.ts'),
  ),
  'backup:restore': entry(
    'data',
    'put a backup in the place of the data',
    () => import('../commands/backup-restore.ts'),
  ),
  'backup:drill': entry(
    'data',
    'practise the disaster: bring the site back from the copy elsewhere, beside the data',
    () => import('../commands/backup-drill.ts'),
  ),
  'backup:evidence': entry(
    'data',
    'every verification that was made',
    () => import('../commands/backup-evidence.ts'),
  ),
  'data:clean-assets': entry(
    'data',
    'remove images that nothing uses',
    () => import('../commands/data-clean-assets.ts'),
  ),
  'preview:up': entry(
    'previews',
    'a branch as it would be in production, with its own address and data',
    () => import('../commands/preview-up.ts'),
  ),
  'preview:list': entry(
    'previews',
    'each preview, its state and address',
    () => import('../commands/preview-list.ts'),
  ),
  'preview:open': entry(
    'previews',
    'the address of a preview, with a link where it takes one, in the browser',
    () => import('../commands/preview-open.ts'),
  ),
  'preview:logs': entry(
    'previews',
    'show or follow the logs of one',
    () => import('../commands/preview-logs.ts'),
  ),
  'preview:down': entry(
    'previews',
    'remove one with everything it has',
    () => import('../commands/preview-down.ts'),
  ),
  'preview:clean': entry(
    'previews',
    'remove those whose branch or folder is gone',
    () => import('../commands/preview-clean.ts'),
  ),
  status: entry('all', 'what runs, on which ports', () => import('../commands/status.ts')),
  monitor: entry(
    'all',
    'production as it goes: processor, memory, requests, jobs, backups, alerts',
    () => import('../commands/monitor.ts'),
  ),
  health: entry('all', 'ask every service how it is', () => import('../commands/health.ts')),
  doctor: entry('all', 'check this machine, and say what to fix', () => import('../commands/doctor.ts')),
  setup: entry(
    'all',
    'prepare this checkout: generated code, system tools',
    () => import('../commands/setup.ts'),
  ),
  'secrets:init': entry(
    'all',
    'write strong secrets for production',
    () => import('../commands/secrets-init.ts'),
  ),
  'clean:all': entry(
    'all',
    'remove every instance and what was built',
    () => import('../commands/clean-all.ts'),
  ),
  completion: entry('all', 'completion script for your shell', async () => {
    const { completionCommand } = await import('./completion-command.ts')
    return { command: completionCommand(registry) }
  }),
  version: entry('all', 'versions of manage and of what it runs', () => import('../commands/version.ts')),
  help: entry('all', 'this list, or one command', async () => {
    const { helpCommand } = await import('./help-command.ts')
    return { command: helpCommand(registry) }
  }),
}
