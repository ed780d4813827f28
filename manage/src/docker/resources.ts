import type { Context } from '../core/context.ts'
import type { Step } from '../core/process-spec.ts'
import { runDocker } from './daemon.ts'
import { dataVolumes } from './development-project.ts'
import { listObjects, type ObjectKind, type Ownership, removeObjects } from './object-commands.ts'

/** Objects of Docker by kind, each by its exact name; in the order in which they can be removed. */
export type Possessions = Readonly<Record<ObjectKind, readonly string[]>>

const kinds = ['container', 'volume', 'network'] as const satisfies readonly ObjectKind[]

/** Everything that carries the labels of the owner, and nothing else. */
export async function findPossessions(
  { runner }: Pick<Context, 'runner'>,
  owner: Ownership,
): Promise<Possessions> {
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const { stdout } = await runDocker(runner, listObjects(kind, owner))
      return [kind, stdout.split('\n').filter((name) => name !== '')] as const
    }),
  )
  return Object.fromEntries(lists) as Record<ObjectKind, string[]>
}

/** Those that hold what people made. */
export const dataAmong = (possessions: Possessions, project: string): Possessions => ({
  container: [],
  volume: possessions.volume.filter((name) => dataVolumes(project).includes(name)),
  network: [],
})

export const planRemoval = (possessions: Possessions): Step[] =>
  kinds
    .filter((kind) => possessions[kind].length > 0)
    .map((kind) => ({
      summary: `remove ${kind}s: ${possessions[kind].join(', ')}`,
      command: removeObjects(kind, possessions[kind]),
    }))

/** @returns what was removed, as `volume name`. */
export async function removePossessions(
  { runner }: Pick<Context, 'runner'>,
  possessions: Possessions,
): Promise<string[]> {
  for (const { command } of planRemoval(possessions)) if (command) await runDocker(runner, command)
  return namesOf(possessions)
}

export const namesOf = (possessions: Possessions): string[] =>
  kinds.flatMap((kind) => possessions[kind].map((name) => `${kind} ${name}`))
