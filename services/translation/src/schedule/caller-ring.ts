import type { Task } from './task.ts'

/** How far into a caller's queue a batch may reach for tasks of like length. */
const reach = 256

/** What one class of callers waits for: each caller's tasks in order, the callers in turn. */
export class CallerRing {
  readonly #queues = new Map<string, Task[]>()

  add(tasks: readonly Task[]): void {
    for (const task of tasks) {
      const queue = this.#queues.get(task.caller)
      if (queue) queue.push(task)
      else this.#queues.set(task.caller, [task])
    }
  }

  /**
   * Takes the next batch: the first task of the caller whose turn it is, with those of like length among its next ones;
   * then of the callers after it, while their first is of the same pair and the budget holds (padding counts: size ×
   * longest). The first caller then goes to the end.
   */
  take(budget: number): Task[] {
    let batch: Task[] = []
    let turn: string | undefined
    for (const [caller, queue] of this.#queues) {
      const ahead = window(queue, batch[0])
      if (ahead.length > 0) {
        const chosen = turn === undefined ? likeFirst(ahead, budget) : fitting(ahead, batch, budget)
        turn ??= caller
        batch = [...batch, ...chosen]
        remove(queue, chosen)
      }
      if (queue.length === 0) this.#queues.delete(caller)
      if (batch.length > 0 && longest(batch) * (batch.length + 1) > budget) break
    }
    const queue = turn === undefined ? undefined : this.#queues.get(turn)
    if (turn !== undefined && queue) {
      this.#queues.delete(turn)
      this.#queues.set(turn, queue)
    }
    return batch
  }
}

/** The next tasks that somebody still waits for, of the same pair as the batch, or as the first of them. */
function window(queue: Task[], like: Task | undefined): Task[] {
  const settled = queue.findIndex(({ state }) => state !== 'settled')
  queue.splice(0, settled < 0 ? queue.length : settled)
  const pair = like ?? queue[0]
  if (!pair || queue[0]?.source !== pair.source || queue[0].target !== pair.target) return []
  return queue
    .slice(0, reach)
    .filter(
      ({ state, source, target }) => state !== 'settled' && source === pair.source && target === pair.target,
    )
}

/** The first task and its neighbours by length: those that cost least padding, as many as the budget holds. */
function likeFirst(tasks: readonly Task[], budget: number): Task[] {
  const [first] = tasks
  if (!first) return []
  const sorted = tasks.toSorted((a, b) => a.cost - b.cost)
  let from = sorted.indexOf(first)
  let to = from + 1
  for (;;) {
    const width = sorted[to - 1]?.cost ?? 0
    const wider = sorted[to]
    // Shorter ones cost this width each; a longer one widens all.
    const canShorter = from > 0 && width * (to - from + 1) <= budget
    const canLonger = wider !== undefined && wider.cost * (to - from + 1) <= budget
    if (canLonger && (!canShorter || wider.cost <= width * 1.25)) to += 1
    else if (canShorter) from -= 1
    else return sorted.slice(from, to)
  }
}

/** Tasks in order, as long as the batch with them holds the budget. */
function fitting(tasks: readonly Task[], batch: readonly Task[], budget: number): Task[] {
  let width = longest(batch)
  const chosen: Task[] = []
  for (const task of tasks) {
    width = Math.max(width, task.cost)
    if (width * (batch.length + chosen.length + 1) > budget) break
    chosen.push(task)
  }
  return chosen
}

function longest(batch: readonly Task[]): number {
  return batch.reduce((most, { cost }) => Math.max(most, cost), 0)
}

/** Takes tasks out of the front part of a queue; the rest keeps its order. */
function remove(queue: Task[], tasks: readonly Task[]): void {
  const gone = new Set(tasks)
  queue.splice(0, reach, ...queue.slice(0, reach).filter((task) => !gone.has(task)))
}
