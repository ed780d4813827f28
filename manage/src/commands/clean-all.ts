import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { knownInstances, openInstance } from '../core/instance.ts'
import { knownPreviews } from '../core/preview-record.ts'
import type { Plan } from '../core/steps.ts'
import { removalSteps, resourceNames } from '../docker/resources.ts'
import { findCheckoutResources } from '../engines/docker/checkout-resources.ts'
import { createEmbeddedEngine } from '../engines/embedded/embedded-engine.ts'
import type { Engine } from '../engines/engine.ts'
import { gatewayEndSteps } from '../previews/embedded/gateway-process.ts'
import { readyFolders } from '../previews/embedded/ready-folders.ts'
import { forgetWorktreesStep } from '../previews/preview-source.ts'

/** What running and building leaves in a checkout, beside the instances; all of it comes again by itself. */
const made = ['.parlance', 'services/frontend/.next', 'services/backend/src/generated', 'node_modules/.cache']

export const command = defineCommand({
  destroys: true,
  async plan(context) {
    const inDocker = await findCheckoutResources(context)
    const embedded = (await Promise.all(engines(context).map(planClean))).flat()
    const ready = readyFolders(context).filter((path) => !path.startsWith(context.root))
    const folders = made.filter((path) => existsSync(join(context.root, path)))
    return {
      steps: [
        ...removalSteps(inDocker),
        ...gatewayEndSteps(context),
        ...embedded.flatMap(({ steps }) => steps),
        ...ready.map((path) => ({
          summary: `remove ${path}`,
          act: () => rmSync(path, { recursive: true, force: true }),
        })),
        ...folders.map((path) => ({
          summary: `remove ${join(context.root, path)}`,
          act: () => rmSync(join(context.root, path), { recursive: true, force: true }),
        })),
        ...(knownPreviews(context.root).length > 0 ? [forgetWorktreesStep] : []),
      ],
      losses: [
        ...resourceNames(inDocker),
        ...embedded.flatMap(({ losses = [] }) => losses),
        ...ready,
        ...folders,
      ],
      result: () => ({ removed: [...resourceNames(inDocker), ...ready, ...folders] }),
    }
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed: ${removed.join(', ')}` : 'there was nothing to remove',
})

const engines = (context: Context) =>
  knownInstances(context.root).map((name) =>
    createEmbeddedEngine({ ...context, instance: openInstance(context.root, name, context.config) }),
  )

/** A checkout that only ever ran in Docker has no embedded server, hence nothing of one. */
async function planClean(engine: Engine): Promise<Plan<unknown>[]> {
  try {
    return [await engine.clean()]
  } catch (error) {
    if (error instanceof ManageError && error.kind === 'missing') return []
    throw error
  }
}
