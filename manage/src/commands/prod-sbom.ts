import { callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import { billsPlan } from '../production/image-bills.ts'

export const command = defineCommand({
  args: { name: 'service', many: true, choices: serviceNames, summary: 'all without any' },
  flags: {
    folder: {
      type: 'string',
      placeholder: 'folder',
      default: 'sbom',
      summary: 'where the files are written',
    },
  },
  examples: ['prod:sbom', 'prod:sbom backend --folder /srv/evidence'],
  plan: (context, { args, flags }) =>
    billsPlan(
      context,
      args.length > 0 ? (args as ServiceName[]) : serviceNames,
      callersPath(context, flags.folder),
    ),
  text({ images, scanner }, style) {
    const rows = images.map(({ service, file, components, scan }) => [
      `  ${service}`,
      `${components} components`,
      file,
      scan ? (scan.sound ? style.green('nothing high or critical') : style.red('faults are known')) : '',
    ])
    const found = images.flatMap(({ scan }) => (scan && !scan.sound ? [scan.said] : []))
    const scanned = scanner
      ? `looked up by ${scanner}`
      : 'nobody looked for known faults: neither trivy nor grype is installed here'
    return [formatTable(rows), ...found, scanned].join('\n')
  },
  exitCode: ({ images }) =>
    images.every(({ scan }) => scan?.sound ?? true) ? exitCodes.done : exitCodes.unhealthy,
})
