import { Problem } from '@parlance/service-kit'
import { describe, expect, it } from 'vitest'
import { type Order, Scheduler } from '../../src/schedule/scheduler.ts'
import { FakeEngine } from '../support/fake-engine.ts'

/** An engine whose batches wait until they are let go. */
function gated() {
  const gates: (() => void)[] = []
  const engine = new FakeEngine((text) => ({ text, confidence: 1 }))
  engine.concurrency = 1
  const translate = engine.translate.bind(engine)
  engine.translate = async (job) => {
    engine.batches.push(job)
    await new Promise<void>((resolve, reject) => {
      gates.push(resolve)
      job.signal.addEventListener('abort', () => reject(job.signal.reason), { once: true })
    })
    const answers = await translate(job)
    engine.batches.pop()
    return answers
  }
  const started = () => new Promise((resolve) => setImmediate(resolve))
  return { engine, release: () => gates.shift()?.(), started }
}

const order = (more: Partial<Order> = {}): Order => ({
  source: 'en',
  target: 'es',
  chat: false,
  caller: 'a',
  signal: new AbortController().signal,
  ...more,
})
const open = () => new FakeEngine((text) => ({ text, confidence: 1 }))

describe('the scheduler', () => {
  it('gives what is asked for in one turn to the engine as one batch, shortest first, and answers in order', async () => {
    const engine = open()
    const scheduler = new Scheduler({ maxDepth: 100 })
    const answers = await Promise.all(scheduler.submit(engine, ['long one', 'a', 'mid'], order()))
    expect(answers.map(({ text }) => text)).toEqual(['long one', 'a', 'mid'])
    expect(engine.batches.map(({ segments }) => segments)).toEqual([['a', 'mid', 'long one']])
  })

  it('keeps a batch within its budget, padding counted', async () => {
    const engine = open()
    engine.batchBudget = 40
    const scheduler = new Scheduler({ maxDepth: 1_000 })
    const texts = Array.from({ length: 50 }, (_, at) => 'x'.repeat(1 + (at % 15)))
    await Promise.all(scheduler.submit(engine, texts, order()))
    for (const { segments } of engine.batches) {
      const longest = Math.max(...segments.map((text) => text.length))
      expect(segments.length === 1 || segments.length * longest <= 40).toBe(true)
    }
    expect(engine.batches.flatMap(({ segments }) => segments)).toHaveLength(50)
  })

  it('starts a full batch at once, and one that is not full with what else the turn brings', async () => {
    const { engine, release, started } = gated()
    engine.concurrency = 4
    engine.batchBudget = 10
    const scheduler = new Scheduler({ maxDepth: 100 })
    const work = scheduler.submit(engine, ['12345', '67890', 'abc'], order())
    expect(engine.batches.map(({ segments }) => segments)).toEqual([['12345', '67890']])
    work.push(...scheduler.submit(engine, ['def'], order()))
    expect(engine.batches).toHaveLength(1)
    await started()
    expect(engine.batches.map(({ segments }) => segments)).toEqual([
      ['12345', '67890'],
      ['abc', 'def'],
    ])
    release()
    release()
    expect(await Promise.all(work)).toHaveLength(4)
  })

  it('a segment over the budget goes alone', async () => {
    const engine = open()
    engine.batchBudget = 5
    const scheduler = new Scheduler({ maxDepth: 100 })
    await Promise.all(scheduler.submit(engine, ['a very long segment', 'b'], order()))
    expect(engine.batches).toHaveLength(2)
  })

  it('puts chat before a catalogue that waits', async () => {
    const { engine, release, started } = gated()
    engine.batchBudget = 10
    const done: string[] = []
    const scheduler = new Scheduler({ maxDepth: 100 })
    const note = (promises: Promise<{ text: string }>[]) =>
      promises.map((one) => one.then(({ text }) => done.push(text)))
    const catalogue = note(scheduler.submit(engine, ['cat 1 xxxx', 'cat 2 xxxx', 'cat 3 xxxx'], order()))
    await started()
    const chat = note(scheduler.submit(engine, ['chat'], order({ chat: true, caller: 'b' })))
    for (let turn = 0; turn < 4; turn += 1) {
      await started()
      release()
      await started()
    }
    await Promise.all([...catalogue, ...chat])
    expect(done).toEqual(['cat 1 xxxx', 'chat', 'cat 2 xxxx', 'cat 3 xxxx'])
  })

  it('serves callers in turn, however much one of them asks for', async () => {
    const engine = open()
    engine.concurrency = 1
    engine.batchBudget = 10
    const scheduler = new Scheduler({ maxDepth: 10_000 })
    const many = scheduler.submit(
      engine,
      Array.from({ length: 200 }, (_, at) => `many ${at}`.padEnd(10)),
      order(),
    )
    const few = scheduler.submit(
      engine,
      Array.from({ length: 3 }, (_, at) => `few ${at}`.padEnd(10)),
      order({ caller: 'b' }),
    )
    await Promise.all([...many, ...few])
    const places = engine.batches.flatMap(({ segments }, at) => (segments[0]?.startsWith('few') ? [at] : []))
    // The first full batch started before the others asked.
    expect(places).toEqual([2, 4, 6])
  })

  it('never mixes languages in a batch', async () => {
    const engine = open()
    const scheduler = new Scheduler({ maxDepth: 100 })
    await Promise.all([
      ...scheduler.submit(engine, ['a', 'b'], order()),
      ...scheduler.submit(engine, ['c'], order({ target: 'fr' })),
      ...scheduler.submit(engine, ['d'], order()),
    ])
    for (const { segments, target } of engine.batches)
      expect(target).toBe(segments.includes('c') ? 'fr' : 'es')
  })

  it('refuses what the queue has no room for, whole, and says so', async () => {
    const { engine } = gated()
    const scheduler = new Scheduler({ maxDepth: 5 })
    scheduler.submit(engine, ['1', '2', '3'], order()).forEach((one) => void one.catch(() => {}))
    expect(() => scheduler.submit(engine, ['4', '5', '6'], order())).toThrow(Problem)
    expect(() => scheduler.submit(engine, ['4', '5', '6'], order())).toThrow(/queue is full \(5 segments\)/)
    expect(scheduler.depth).toBe(3)
  })

  it('forgets what nobody waits for any more, before it is begun', async () => {
    const { engine, release, started } = gated()
    const scheduler = new Scheduler({ maxDepth: 100 })
    const abort = new AbortController()
    engine.batchBudget = 1
    const [first] = scheduler.submit(engine, ['first'], order())
    await started()
    const given = scheduler.submit(engine, ['x', 'y'], order({ signal: abort.signal }))
    expect(scheduler.depth).toBe(2)
    abort.abort(new Error('gone'))
    expect(scheduler.depth).toBe(0)
    for (const one of given) await expect(one).rejects.toThrow('gone')
    release()
    await first
    await started()
    expect(engine.batches.flatMap(({ segments }) => segments)).not.toContain('x')
  })

  it('stops a batch when the last who waits for it is gone, and not before', async () => {
    const { engine, started } = gated()
    const scheduler = new Scheduler({ maxDepth: 100 })
    const [one, two] = [new AbortController(), new AbortController()]
    const a = scheduler.submit(engine, ['a'], order({ signal: one.signal }))
    const b = scheduler.submit(engine, ['b'], order({ signal: two.signal, caller: 'b' }))
    await started()
    const [job] = engine.batches
    expect(job?.segments).toEqual(['a', 'b'])
    one.abort(new Error('one'))
    await expect(a[0]).rejects.toThrow('one')
    expect(job?.signal.aborted).toBe(false)
    two.abort(new Error('two'))
    await expect(b[0]).rejects.toThrow('two')
    expect(job?.signal.aborted).toBe(true)
  })

  it('an engine that fails fails its batch alone', async () => {
    const engine = new FakeEngine((text) => {
      if (text === 'bad') throw new Error('broken')
      return { text, confidence: 1 }
    })
    engine.batchBudget = 1
    const scheduler = new Scheduler({ maxDepth: 100 })
    const results = await Promise.allSettled(scheduler.submit(engine, ['ok', 'bad', 'fine'], order()))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
