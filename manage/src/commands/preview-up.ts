import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import type { Tier } from '../docker/production-project.ts'
import { type PreviewData, previewData } from '../previews/preview-request.ts'
import { previewPlan } from '../previews/start-preview.ts'
import { type AccessMode, accessModes } from '../previews/visitors.ts'
import { rolloutFlags, tierFlag } from '../production/deploy-flags.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'branch|commit|folder', required: true, summary: 'what is to be seen' },
  flags: {
    tier: { ...tierFlag, default: 'core', summary: 'how much of Parlance runs' },
    data: {
      type: 'string',
      placeholder: previewData.join('|'),
      choices: previewData,
      default: 'sample',
      summary:
        'what a new one begins with; site: what others may see of the site that runs here, a copy of it that is kept; site-now: as it is now',
    },
    size: {
      type: 'integer',
      placeholder: 'listings',
      minimum: 0,
      default: 0,
      summary: 'with --data sample: so many, made beside those of the sample catalogue',
    },
    access: {
      type: 'string',
      placeholder: accessModes.join('|'),
      choices: accessModes,
      summary:
        'who may see it: everybody who reaches it, who was given a signed link, or the editors of the site that runs here; new ones are open',
    },
    most: {
      type: 'integer',
      placeholder: 'previews',
      minimum: 1,
      summary: 'that may run at once on this machine, in place of PREVIEW_MOST',
    },
    'wait-timeout': rolloutFlags['wait-timeout'],
  },
  examples: [
    'preview:up feature/search',
    'preview:up 4f2c1a9 --size 20000',
    'preview:up ../other-checkout --tier scraper',
    'preview:up feature/search --engine embedded',
  ],
  async plan(context, { args: [of, ...more], flags, dryRun = false }) {
    if (of === undefined || more.length > 0) throw usageError('preview:up takes one branch, commit or folder')
    return previewPlan(context, {
      of,
      tier: flags.tier as Tier,
      data: flags.data as PreviewData,
      size: flags.size,
      access: flags.access as AccessMode | undefined,
      most: flags.most ?? context.config.previews.most,
      waitTimeout: flags['wait-timeout'],
      dryRun,
    })
  },
  text: ({ name, of, commit, address, seconds, phases, services }, style) =>
    [
      style.green(
        `The preview ${style.bold(name)} of ${of}${commit === null ? '' : ` at ${commit.slice(0, 12)}`} is up in ${seconds.toFixed(1)} s.`,
      ),
      formatTable(services.map((service) => [`  ${service.name}`, service.health])),
      style.dim(
        `  ${Object.entries(phases)
          .map(([phase, took]) => `${phase} ${took} s`)
          .join(' · ')}`,
      ),
      `  ${style.bold(address)}`,
      style.dim(`Remove it with everything it has: pnpm manage preview:down ${name}`),
    ].join('\n'),
})
