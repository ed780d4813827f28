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
    const rows = images.map(({ service, file, components, faults }) => [
      `  ${service}`,
      `${components} components`,
      file,
      faults
        ? faults.length === 0
          ? style.green('nothing high or critical')
          : style.red(`high or critical: ${faults.length}`)
        : '',
    ])
    const found = images.flatMap(({ service, faults }) =>
      (faults ?? []).map((one) => [
        `  ${service}`,
        one.severity,
        one.id,
        `${one.component} ${one.version}`,
        one.fixed === null ? 'not mended yet' : `mended in ${one.fixed}`,
      ]),
    )
    const scanned = scanner
      ? `looked up by ${scanner}`
      : 'nobody looked for known faults: neither trivy nor grype is installed here'
    return [formatTable(rows), ...(found.length > 0 ? [formatTable(found)] : []), scanned].join('\n')
  },
  exitCode: ({ images }) =>
    images.every(({ faults }) => (faults ?? []).length === 0) ? exitCodes.done : exitCodes.unhealthy,
})
