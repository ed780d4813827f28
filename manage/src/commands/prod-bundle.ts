import { callersFile, callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { readOrigin } from '../core/flag-values.ts'
import { formatTable } from '../core/table.ts'
import type { Tier } from '../docker/production-project.ts'
import { type ExportReport, exportPlan } from '../production/bundle/export-bundle.ts'
import { type ImportReport, importPlan } from '../production/bundle/import-bundle.ts'
import { tierFlag } from '../production/deploy-flags.ts'

export const command = defineCommand({
  args: { name: 'export|import file', many: true, required: true, summary: 'which, and the file' },
  destroys: true,
  flags: {
    tier: { ...tierFlag, summary: 'another tier than the one that runs, or ran' },
    encrypt: { type: 'boolean', summary: 'export: the data only for who has BACKUP_KEY' },
    'without-data': { type: 'boolean', summary: 'images, sources and configuration alone' },
    origin: { type: 'string', placeholder: 'url', summary: 'import: where the site will be, if elsewhere' },
    'wait-timeout': {
      type: 'integer',
      placeholder: 'seconds',
      minimum: 1,
      default: 300,
      summary: 'import: give up when nothing has moved for so long',
    },
  },
  examples: [
    'prod:bundle export site.bundle',
    'prod:bundle export site.bundle --encrypt',
    'prod:bundle import site.bundle --origin https://new.example.org',
  ],
  async plan(context, { args: [verb, file, ...more], flags }) {
    if ((verb !== 'export' && verb !== 'import') || file === undefined || more.length > 0) {
      throw usageError('prod:bundle takes export or import, and one file')
    }
    const tier = flags.tier as Tier | undefined
    const withoutData = flags['without-data']
    if (verb === 'export') {
      if (flags.origin !== undefined) throw usageError('--origin is for import')
      if (flags.encrypt && withoutData) throw usageError('--encrypt is for the data: leave one of both out')
      const path = callersPath(context, file)
      return exportPlan(context, { file: path, encrypt: flags.encrypt, withoutData, tier })
    }
    if (flags.encrypt) throw usageError('--encrypt is for export; a file that is encrypted says so itself')
    return importPlan(context, {
      file: callersFile(context, file),
      origin: flags.origin === undefined ? undefined : readOrigin('--origin', flags.origin),
      tier,
      withoutData,
      waitTimeout: flags['wait-timeout'],
    })
  },
  text: (report: ExportReport | ImportReport, style) =>
    'file' in report ? exportText(report, style.green) : importText(report, style.green),
})

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function exportText(
  { file, bytes, parts, withheld, encrypted, version }: ExportReport,
  green: Paint,
): string {
  return [
    green(`version ${version} is in ${file}, ${megabytes(bytes)}`),
    formatTable(Object.entries(parts).map(([part, size]) => [`  ${part}`, megabytes(size)])),
    encrypted ? 'Its data opens with BACKUP_KEY alone: keep that elsewhere.' : '',
    withheld.length > 0 ? `not in it, for they are secret: ${withheld.join(', ')}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function importText({ version, tier, addresses, data, left }: ImportReport, green: Paint): string {
  return [
    green(`version ${version} runs here, tier ${tier}`),
    data
      ? `${String(data.tables)} tables and ${String(data.assets)} images came with it`
      : 'no data came with it',
    formatTable(Object.entries(addresses).map(([name, address]) => [`  ${name}`, address])),
    ...left.map((one) => `left to do: ${one}`),
  ].join('\n')
}

type Paint = (text: string) => string
