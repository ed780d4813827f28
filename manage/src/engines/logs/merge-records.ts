import type { LogRecord } from './log-record.ts'

/** Records of several sources, each in the order of time, as one; no more of a source is held than its next. */
export async function* mergeRecords(sources: readonly AsyncIterable<LogRecord>[]): AsyncGenerator<LogRecord> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]())
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()))
    for (;;) {
      let first = -1
      for (const [index, head] of heads.entries()) {
        if (head.done) continue
        const best = heads[first]
        if (!best || best.done || head.value.time < best.value.time) first = index
      }
      const head = heads[first]
      const iterator = iterators[first]
      if (!head || head.done || !iterator) return
      yield head.value
      heads[first] = await iterator.next()
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()))
  }
}

/** The last so many records of each service, in the order of time. */
export async function lastOfEach(records: AsyncIterable<LogRecord>, count: number): Promise<LogRecord[]> {
  const kept = new Map<string, LogRecord[]>()
  for await (const record of records) {
    const own = kept.get(record.service) ?? []
    kept.set(record.service, own)
    own.push(record)
    if (own.length > count) own.shift()
  }
  return [...kept.values()].flat().sort((a, b) => a.time.localeCompare(b.time))
}
