import type { Context } from '../core/context.ts'
import { toManageError } from '../core/errors.ts'
import { previewOf } from '../core/preview-name.ts'
import { knownPreviews, type PreviewRecord, readPreview } from '../core/preview-record.ts'
import { runDocker } from '../docker/daemon.ts'
import { inspectContainers, listContainers } from '../docker/object-commands.ts'
import { type ListedContainer, parseContainerList } from '../docker/parse/container-list.ts'
import { productionLabel } from '../docker/production-project.ts'
import { processCount } from './embedded/process-status.ts'
import { askGateway } from './gateway.ts'
import { readNote } from './gateway-facts.ts'
import { engineOf } from './preview-engine.ts'

type Asker = Pick<Context, 'root' | 'runner' | 'config'>

/** A preview as it stands. */
export interface PreviewStatus extends Partial<PreviewRecord> {
  name: string
  /** Containers or processes that run, of all it has. */
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
export async function listPreviews(context: Asker): Promise<PreviewStatus[]> {
  const records = new Map(
    knownPreviews(context.root).map((name) => [name, readPreview(context.root, name)] as const),
  )
  const [theirs, seen = []] = await Promise.all([
    previewContainers(context, [...records.values()]),
    askGateway(context),
  ])
  const processes = new Map(
    await Promise.all(
      [...records].flatMap(([name, record]) =>
        record && engineOf(record) === 'embedded'
          ? [processCount(context, name).then((count) => [name, count] as const)]
          : [],
      ),
    ),
  )
  const names = [...new Set([...records.keys(), ...theirs.map(({ name }) => name)])].sort()
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
      ...records.get(name),
      name,
      running: running.length,
      containers: own.length,
      unwell: running.filter(({ health }) => health === 'unhealthy').map((one) => one.name),
      ...(known === undefined ? {} : { seen: known.state, lastUse: known.lastUse }),
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...processes.get(name),
      ...(fault === undefined ? {} : { fault }),
    }
  })
}

/** Containers of previews. A machine without Docker has none, unless it is written down here that there are some. */
async function previewContainers(
  { runner }: Asker,
  records: readonly (PreviewRecord | undefined)[],
): Promise<{ name: string; container: ListedContainer }[]> {
  const processesAlone = records.every((record) => record && engineOf(record) === 'embedded')
  const listed = await runDocker(runner, listContainers()).catch((thrown: unknown) => {
    if (processesAlone && toManageError(thrown).kind === 'missing') return { stdout: '' }
    throw thrown
  })
  return parseContainerList(listed.stdout).flatMap((container) => {
    const name = previewOf(container.labels[productionLabel] ?? '')
    return name === undefined ? [] : [{ name, container }]
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
