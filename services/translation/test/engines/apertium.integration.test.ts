import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ApertiumEngine } from '../../src/engines/apertium/engine.ts'
import { hasApertium, makeApertium } from '../support/apertium.ts'
import { describeEngine } from './conformance.ts'

const needs = hasApertium ? 'Apertium' : 'Apertium (skipped: not installed, run manage setup)'
const forever = () => new AbortController().signal

if (hasApertium) {
  describeEngine('Apertium', {
    make: async () => ({ engine: makeApertium(), close: async () => {} }),
    unserved: ['en', 'de'],
    house: /casa/,
  })
} else describe.skip(needs, () => it('keeps to the engine contract', () => {}))

describe.skipIf(!hasApertium)(needs, () => {
  let engine: ApertiumEngine
  afterEach(() => engine.close())

  it('pivots through Spanish, by the best chain of at most three', async () => {
    engine = makeApertium()
    expect(engine.route('en', 'fr')).toEqual(['es'])
    expect(engine.route('pt', 'it')).toEqual(['es'])
    const [answer] = await engine.translate({
      segments: ['the red house'],
      source: 'en',
      target: 'fr',
      signal: forever(),
    })
    expect(answer?.text).toMatch(/^la maison rouge$/i)
    expect(engine.routes().length).toBeGreaterThan(8)
  })

  it('is less sure of words it does not know, and of longer chains', async () => {
    engine = makeApertium()
    const [known, unknown] = await engine.translate({
      segments: ['the red house', 'the frobnicated zorgle'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    const [chained] = await engine.translate({
      segments: ['the red house'],
      source: 'en',
      target: 'fr',
      signal: forever(),
    })
    expect(unknown?.confidence).toBeLessThan((known?.confidence ?? 0) / 2)
    expect(chained?.confidence).toBeLessThan(known?.confidence ?? 0)
    expect(unknown?.text).not.toMatch(/[*@#]/)
  })

  it('says the same of a sentence alone and among others, though they share a flush', async () => {
    engine = makeApertium()
    const subjects = ['The red house', 'Her work', 'What we saw', 'Can a light can', 'Run, run', 'Both books']
    const rest = ['is closed.', 'reads well?', 'left the left bank!', 'means a saw', 'will like it: yes']
    const segments = subjects.flatMap((subject) => rest.map((end) => `${subject} ${end}`))
    const job = { source: 'en', target: 'fr', signal: forever() }
    const together = await engine.translate({ ...job, segments })
    for (const [index, segment] of segments.entries()) {
      expect(await engine.translate({ ...job, segments: [segment] })).toEqual([together[index]])
    }
  })

  it('keeps its own signs in a text apart from its marks', async () => {
    engine = makeApertium()
    const [answer] = await engine.translate({
      segments: ['2 * 3 # the @ house ^ [x] {y} <z> $ / \\ ~ +'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    for (const sign of ['*', '#', '@', '^', '[', ']', '{', '}', '<', '>', '$', '/', '\\', '~', '+']) {
      expect(answer?.text.split(sign)).toHaveLength(2)
    }
  })

  it('replaces a pipeline that is killed in mid batch, and the batch is answered whole', async () => {
    const onRestart = vi.fn()
    engine = makeApertium({ workers: 1, onRestart })
    await engine.translate({ segments: ['warm'], source: 'en', target: 'es', signal: forever() })
    const segments = Array.from({ length: 1_500 }, (_, at) => `the house ${at} is red`)
    const work = engine.translate({ segments, source: 'en', target: 'es', signal: forever() })
    await sleep(20)
    const [, second] = engine.pids
    process.kill(second ?? 0, 'SIGKILL')
    const answers = await work
    expect(answers.map(({ text }) => /\d+/.exec(text)?.[0])).toEqual(segments.map((_, at) => String(at)))
    expect(onRestart).toHaveBeenCalledTimes(1)
  })

  it('takes a pipeline that says nothing for hung, and replaces it', async () => {
    const onRestart = vi.fn()
    engine = makeApertium({ workers: 1, onRestart, answerMs: 3_000 })
    await engine.translate({ segments: ['warm'], source: 'en', target: 'es', signal: forever() })
    for (const pid of engine.pids) process.kill(pid, 'SIGSTOP')
    const [answer] = await engine.translate({
      segments: ['the house'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    expect(answer?.text).toMatch(/^la casa$/i)
    expect(onRestart).toHaveBeenCalledWith('eng-spa', expect.stringContaining('no answer'))
  })

  it('stops work at an abort: nothing more is written, and the next caller does not wait for it', async () => {
    engine = makeApertium({ workers: 1 })
    const abort = new AbortController()
    const segments = Array.from({ length: 20_000 }, (_, at) => `the house ${at} is red`)
    const work = engine.translate({ segments, source: 'en', target: 'es', signal: abort.signal })
    await sleep(100)
    abort.abort(new Error('deadline'))
    await expect(work).rejects.toThrow('deadline')
    const before = performance.now()
    await engine.translate({ segments: ['the cat'], source: 'en', target: 'es', signal: forever() })
    expect(performance.now() - before).toBeLessThan(1_500)
  })

  it('ends pipelines that nobody uses, and everything at the end', async () => {
    engine = makeApertium({ idleMs: 200 })
    await engine.translate({ segments: ['the house'], source: 'en', target: 'es', signal: forever() })
    expect(engine.state()).toMatchObject({ loaded: true })
    expect(engine.memoryBytes()).toBeGreaterThan(1_000_000)
    await vi.waitFor(() => expect(engine.state().loaded).toBe(false), { timeout: 5_000 })
    expect(engine.memoryBytes()).toBe(0)
    await engine.translate({ segments: ['the house'], source: 'en', target: 'es', signal: forever() })
    const { pids } = engine
    await engine.close()
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000 })
  })
})

describe('Apertium that is not there', () => {
  it('says what to install, and serves no pair', () => {
    const engine = makeApertium({ modesFolder: '/nowhere/modes' })
    expect(engine.state()).toMatchObject({
      available: false,
      problem: expect.stringContaining('install apertium'),
    })
    expect(engine.routes()).toEqual([])
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
