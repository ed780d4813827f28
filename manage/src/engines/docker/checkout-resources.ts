import type { Context } from '../../core/context.ts'
import { checkoutKey } from '../../core/instance.ts'
import { checkDocker } from '../../docker/daemon.ts'
import { productionImageLabels, targetLabel } from '../../docker/production-project.ts'
import {
  developmentLabels,
  findLabelledResources,
  findUnusedImages,
  noResources,
  type Resources,
} from '../../docker/resources.ts'

/**
 * What this checkout has in Docker: the resources of all its instances, and the images of ours that no container uses,
 * production's too. Production's containers and data are not among them: `prod:clean` is for those. Without a daemon there
 * is nothing.
 */
export async function findCheckoutResources(context: Context): Promise<Resources> {
  if (!(await checkDocker(context)).available) return noResources
  const [resources, ...images] = await Promise.all([
    findLabelledResources(context, developmentLabels(checkoutKey(context.root))),
    findUnusedImages(context, `${targetLabel}=dev`),
    findUnusedImages(context, ...productionImageLabels(context.root)),
  ])
  return { ...resources, image: images.flat() }
}
