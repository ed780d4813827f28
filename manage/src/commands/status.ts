import { defineCommand } from '../core/command.ts'
import { previewInstance } from '../core/preview-name.ts'
import { lookAtContainers, stackStatuses } from '../engines/all-statuses.ts'
import { statusText } from '../engines/report.ts'
import { listPreviews } from '../previews/list-previews.ts'
import { previewsText } from '../previews/previews-text.ts'
import { countProductionImages, productionStacks, productionText } from '../production/production-overview.ts'

export const command = defineCommand({
  async run(context) {
    const seen = await lookAtContainers(context)
    const none = { images: 0, unused: 0 }
    const [instances, productionImages, previews] = await Promise.all([
      stackStatuses(context, seen),
      seen.silent === undefined ? countProductionImages(context, seen.containers).catch(() => none) : none,
      // Those that are processes are there without Docker, too.
      listPreviews(context).catch(() => []),
    ])
    return {
      root: context.root,
      instances,
      // Each preview is a stack of production, too: in one line, as `preview:list` has it.
      production: productionStacks(seen.containers).filter(
        ({ instance }) => !previews.some(({ name }) => previewInstance(name) === instance),
      ),
      previews,
      productionImages,
    }
  },
  text({ instances, production, previews, productionImages: { images, unused } }, style) {
    const stacks = [
      ...instances.map((status) => statusText(status, style)),
      ...productionText(production, style),
      ...(previews.length > 0 ? [`${style.bold('previews')}\n${previewsText(previews, style)}`] : []),
    ]
    return [
      ...(stacks.length > 0 ? stacks : ['Nothing runs. Start it: pnpm manage dev:up']),
      ...(images > 0
        ? [
            `production images: ${images}, ${unused} of them used by no container${unused > 0 ? ' (pnpm manage prod:clean frees what is superseded)' : ''}`,
          ]
        : []),
    ].join('\n\n')
  },
})
