import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import { knownInstances, openInstance } from '../core/instance.ts'
import {
  findInDocker,
  namesInDocker,
  planDockerRemoval,
  removeFromDocker,
} from '../engines/docker/checkout-resources.ts'
import { createEmbeddedEngine } from '../engines/embedded/embedded-engine.ts'

/** What running and building leaves in a checkout, beside the instances; all of it comes again by itself. */
const made = ['.parlance', 'services/frontend/.next', 'services/backend/src/generated', 'node_modules/.cache']

export const command = defineCommand({
  async run(context) {
    const inDocker = await removeFromDocker(context)
    for (const engine of engines(context)) await engine.clean().catch(nothingEmbedded)
    const removed = present(context)
    for (const path of removed) rmSync(join(context.root, path), { recursive: true, force: true })
    return { removed: [...inDocker, ...removed] }
  },
  async plan(context) {
    const steps = await Promise.all(
      engines(context).map((engine) => engine.planClean().catch(nothingEmbedded)),
    )
    return [
      ...planDockerRemoval(await findInDocker(context)),
      ...steps.flat(),
      ...present(context).map((path) => ({ summary: `remove ${join(context.root, path)}` })),
    ]
  },
  async destroys(context) {
    const owned = await Promise.all(
      engines(context).map((engine) => engine.possessions('all').catch(nothingEmbedded)),
    )
    return [...namesInDocker(await findInDocker(context)), ...owned.flat(), ...present(context)]
  },
  text: ({ removed }) =>
    removed.length > 0 ? `removed: ${removed.join(', ')}` : 'there was nothing to remove',
})

const present = ({ root }: Context) => made.filter((path) => existsSync(join(root, path)))

const engines = (context: Context) =>
  knownInstances(context.root).map((name) =>
    createEmbeddedEngine({ ...context, instance: openInstance(context.root, name, context.config) }),
  )

/** A checkout that only ever ran in Docker has no embedded server, hence nothing of one. @throws anything else */
function nothingEmbedded(error: unknown): [] {
  if (error instanceof ManageError && error.kind === 'missing') return []
  throw error
}
