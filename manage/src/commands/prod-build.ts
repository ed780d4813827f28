import { defineCommand } from '../core/command.ts'
import { readRegistry } from '../core/flag-values.ts'
import { formatTable } from '../core/table.ts'
import { type ServiceName, serviceNames } from '../core/topology.ts'
import { buildPlan } from '../production/build-production.ts'

export const command = defineCommand({
  args: { name: 'service', many: true, choices: serviceNames, summary: 'all without any' },
  flags: {
    push: { type: 'string', placeholder: 'registry/prefix', summary: 'send the images there as well' },
  },
  examples: ['prod:build', 'prod:build backend --json', 'prod:build --push registry.example.org/parlance'],
  plan: async (context, { args, flags }) =>
    buildPlan(
      context,
      wanted(args),
      flags.push === undefined ? undefined : readRegistry('--push', flags.push),
    ),
  text({ images, seconds, version }, style) {
    const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
    const rows = images.map(({ service, image, added, reused, seconds: took, digest }) => [
      `  ${service}`,
      image,
      `ours ${megabytes(added.own)}${added.debian > 0 ? `, Debian ${megabytes(added.debian)}` : ''}`,
      reused ? style.dim('unchanged') : `built in ${took.toFixed(1)} s`,
      digest ? style.dim(digest.slice(0, 19)) : '',
    ])
    return `${style.green(`version ${version}, ${seconds.toFixed(1)} s`)}\n${formatTable(rows)}`
  },
})

const wanted = (args: readonly string[]): readonly ServiceName[] =>
  args.length > 0 ? (args as ServiceName[]) : serviceNames
