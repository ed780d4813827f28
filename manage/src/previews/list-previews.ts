import type { Context } from '../core/context.ts'
import { previewOf } from '../core/preview-name.ts'
import { knownPreviews, type PreviewRecord, readPreview } from '../core/preview-record.ts'
import { runDocker } from '../docker/daemon.ts'
import { listContainers } from '../docker/object-commands.ts'
import { parseContainerList } from '../docker/parse/container-list.ts'
import { productionLabel } from '../docker/production-project.ts'

/** A preview as it stands. */
export interface PreviewStatus extends Partial<PreviewRecord> {
  name: string
  /** Containers that run, of all it has. */
  running: number
  containers: number
  /** Of those that run: which say that they are not well. */
  unwell: readonly string[]
}

/** The previews of this checkout, and those of which Docker still has something. */
export async function listPreviews(context: Pick<Context, 'root' | 'runner'>): Promise<PreviewStatus[]> {
  const { stdout } = await runDocker(context.runner, listContainers())
  const theirs = parseContainerList(stdout).flatMap((container) => {
    const name = previewOf(container.labels[productionLabel] ?? '')
    return name === undefined ? [] : [{ name, container }]
  })
  const names = [...new Set([...knownPreviews(context.root), ...theirs.map(({ name }) => name)])].sort()
  return names.map((name) => {
    const own = theirs.filter((one) => one.name === name).map(({ container }) => container)
    const running = own.filter(({ state }) => state === 'running')
    return {
      ...readPreview(context.root, name),
      name,
      running: running.length,
      containers: own.length,
      unwell: running.filter(({ health }) => health === 'unhealthy').map((one) => one.name),
    }
  })
}

/** In words: `running`, `3 of 6 run`, `stopped`. */
export const stateOf = ({ running, containers, unwell }: PreviewStatus): string => {
  if (containers === 0) return 'not made whole'
  if (running === 0) return 'stopped'
  if (unwell.length > 0) return `unhealthy: ${unwell.join(', ')}`
  return running === containers ? 'running' : `${running} of ${containers} run`
}
