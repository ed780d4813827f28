import type { Context } from '../core/context.ts'
import { previewOf } from '../core/preview-name.ts'
import { knownPreviews, type PreviewRecord, readPreview } from '../core/preview-record.ts'
import { runDocker } from '../docker/daemon.ts'
import { inspectContainers, listContainers } from '../docker/object-commands.ts'
import { parseContainerList } from '../docker/parse/container-list.ts'
import { productionLabel } from '../docker/production-project.ts'
import { askGateway } from './gateway.ts'
import { readNote } from './gateway-facts.ts'

/** A preview as it stands. */
export interface PreviewStatus extends Partial<PreviewRecord> {
  name: string
  /** Containers that run, of all it has. */
  running: number
  containers: number
  /** Of those that run: which say that they are not well. */
  unwell: readonly string[]
  /** What the gateway says of it: `running`, `stopped`, `waking`, `stopping`, `failed`; absent where it says nothing. */
  seen?: string
  /** ISO 8601, where they are known: when somebody used it last, and since when nothing of it runs. */
  lastUse?: string
  stoppedAt?: string
  /** Why the last start of it failed. */
  fault?: string
}

/** The previews of this checkout, and those of which Docker still has something. */
export async function listPreviews(
  context: Pick<Context, 'root' | 'runner' | 'config'>,
): Promise<PreviewStatus[]> {
  const [{ stdout }, seen = []] = await Promise.all([
    runDocker(context.runner, listContainers()),
    askGateway(context),
  ])
  const theirs = parseContainerList(stdout).flatMap((container) => {
    const name = previewOf(container.labels[productionLabel] ?? '')
    return name === undefined ? [] : [{ name, container }]
  })
  const names = [...new Set([...knownPreviews(context.root), ...theirs.map(({ name }) => name)])].sort()
  const stopped = names.filter((name) =>
    theirs.every((one) => one.name !== name || one.container.state !== 'running'),
  )
  const ends = await endsOf(
    context,
    theirs.filter(({ name }) => stopped.includes(name)).map(({ container }) => container.name),
  )
  return names.map((name) => {
    const known = seen.find((one) => one.name === name)
    const stoppedAt = ends.get(name)
    const fault = readNote(context, name)?.fault?.message
    const own = theirs.filter((one) => one.name === name).map(({ container }) => container)
    const running = own.filter(({ state }) => state === 'running')
    return {
      ...readPreview(context.root, name),
      name,
      running: running.length,
      containers: own.length,
      unwell: running.filter(({ health }) => health === 'unhealthy').map((one) => one.name),
      ...(known === undefined ? {} : { seen: known.state, lastUse: known.lastUse }),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(fault === undefined ? {} : { fault }),
    }
  })
}

/** When the last container of each ended. @param names of containers that do not run */
async function endsOf(
  { runner }: Pick<Context, 'runner'>,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const { stdout } = await runDocker(runner, inspectContainers(names), { allow: [0, 1] })
  const ends = new Map<string, string>()
  for (const { Config, State } of JSON.parse(stdout || '[]') as Inspected[]) {
    const name = previewOf(Config?.Labels?.[productionLabel] ?? '')
    const end = State?.FinishedAt ?? ''
    // Docker writes the year 1 for what has not been.
    if (name !== undefined && !end.startsWith('0001') && end > (ends.get(name) ?? '')) ends.set(name, end)
  }
  return ends
}

interface Inspected {
  Config?: { Labels?: Readonly<Record<string, string>> | null }
  State?: { FinishedAt?: string }
}

/** In words: `running`, `3 of 6 run`, `stopped`. */
export const stateOf = ({ running, containers, unwell, seen, fault }: PreviewStatus): string => {
  if (containers === 0) return fault === undefined ? 'not made whole' : `not made whole: ${fault}`
  if (seen === 'waking' || seen === 'stopping') return seen
  if (running === 0) return 'stopped'
  if (unwell.length > 0) return `unhealthy: ${unwell.join(', ')}`
  return running === containers ? 'running' : `${running} of ${containers} run`
}
