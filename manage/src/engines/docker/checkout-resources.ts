import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import { previewInstance } from '../../core/preview-name.ts'
import { knownPreviews } from '../../core/preview-record.ts'
import { checkDocker } from '../../docker/daemon.ts'
import { gatewayLabel, readyLabel } from '../../docker/object-commands.ts'
import { productionImageLabels, productionLabel, targetLabel } from '../../docker/production-project.ts'
import {
  developmentLabels,
  findLabelledResources,
  findUnusedImages,
  noResources,
  type Resources,
} from '../../docker/resources.ts'

/**
 * What this checkout has in Docker: the resources of all its instances and previews, and the images of ours that no container
 * uses, production's too. Production's containers and data are not among them: `prod:clean` is for those. Without a daemon
 * there is nothing.
 */
export async function findCheckoutResources(context: Context): Promise<Resources> {
  if (!(await checkDocker(context)).available) return noResources
  const previews = knownPreviews(context.root).map((name) => `${productionLabel}=${previewInstance(name)}`)
  const key = checkoutKey(context.root)
  const resources = await Promise.all([
    findLabelledResources(context, developmentLabels(key)),
    // The gateway of previews, and the ready databases that they begin with.
    findLabelledResources(context, [`${gatewayLabel}=${key}`]),
    findLabelledResources(context, [`${readyLabel}=${key}`]),
    ...previews.map((label) => findLabelledResources(context, [label])),
  ])
  const images = await Promise.all([
    findUnusedImages(context, `${targetLabel}=dev`),
    findUnusedImages(context, ...productionImageLabels(context.root)),
  ])
  const all = (kind: keyof Resources) => resources.flatMap((each) => each[kind])
  return {
    container: all('container'),
    volume: all('volume'),
    network: all('network'),
    image: images.flat(),
  }
}
