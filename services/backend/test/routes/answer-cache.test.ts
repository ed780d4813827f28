import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createAnswerCache } from '../../src/routes/answer-cache.ts'

/** A reply that remembers what was sent. */
function replyOf() {
  const sent: { body?: unknown; code: number } = { code: 200 }
  const reply = {
    header: () => reply,
    hasHeader: () => false,
    serializer: () => reply,
    serializeInput: (value: unknown) => JSON.stringify(value),
    code: (code: number) => {
      sent.code = code
      return reply
    },
    send: (body: unknown) => {
      sent.body = body
      return reply
    },
  }
  return { reply: reply as unknown as FastifyReply, sent }
}
const request = (url: string) => ({ url, headers: {} }) as unknown as FastifyRequest

/** A cache, and how often something was made; `open` lets what is being made go on. */
function cacheOf() {
  const answers = createAnswerCache(async () => '1')
  const gates: (() => void)[] = []
  let made = 0
  const ask = async (url: string, fault?: Error) => {
    const { reply, sent } = replyOf()
    await answers.answer(request(url), reply, async () => {
      made += 1
      const answer = { made }
      await new Promise<void>((resolve) => gates.push(resolve))
      if (fault) throw fault
      return answer
    })
    return sent.body
  }
  /** Lets everybody who has asked so far come as far as they can. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  const open = async () => {
    await settled()
    for (const gate of gates.splice(0)) gate()
  }
  return { answers, ask, open, settled, made: () => made }
}

test('what many ask at one time is made once', async () => {
  const { ask, open, made } = cacheOf()
  const asked = [ask('/a'), ask('/a'), ask('/a'), ask('/b')]
  await open()
  expect(await Promise.all(asked)).toEqual(['{"made":1}', '{"made":1}', '{"made":1}', '{"made":2}'])
  expect(await ask('/a')).toBe('{"made":1}')
  expect(made()).toBe(2)
})

test('what could not be made is told to all who asked, and made again for the next', async () => {
  const { ask, open } = cacheOf()
  const asked = [ask('/a', new Error('away')), ask('/a', new Error('not asked'))]
  const told = Promise.allSettled(asked)
  await open()
  expect((await told).map((each) => each.status === 'rejected' && each.reason.message)).toEqual([
    'away',
    'away',
  ])
  const again = ask('/a')
  await open()
  expect(await again).toBe('{"made":2}')
})

test('what was begun before a write is neither kept nor given to who asks after it', async () => {
  const { answers, ask, open, settled } = cacheOf()
  const before = ask('/a')
  await settled()
  answers.clear()
  const after = ask('/a')
  await open()
  expect(await Promise.all([before, after])).toEqual(['{"made":1}', '{"made":2}'])
  expect(await ask('/a')).toBe('{"made":2}')
})

/** A cache whose version is told when the test tells it, and how often it was asked for. */
function versions() {
  const told: ((version: string) => void)[] = []
  const answers = createAnswerCache(() => new Promise<string>((resolve) => told.push(resolve)))
  const ask = async (url: string) => {
    const { reply, sent } = replyOf()
    await answers.answer(request(url), reply, async () => ({ url }))
    return sent.body
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { ask, told, turn }
}

test('whoever comes while the version is asked for shares the next question, which begins after they came', async () => {
  const { ask, told, turn } = versions()
  const first = ask('/a')
  const others = [ask('/b'), ask('/c'), ask('/d')]
  await turn()
  expect(told).toHaveLength(1)
  told[0]?.('1')
  await turn()
  expect(told).toHaveLength(2)
  expect(await first).toBe('{"url":"/a"}')
  told[1]?.('2')
  expect(await Promise.all(others)).toEqual(['{"url":"/b"}', '{"url":"/c"}', '{"url":"/d"}'])
  expect(told).toHaveLength(2)
})

test('a question about the version that is never answered holds up nobody but who asked it', async () => {
  const { ask, told } = versions()
  void ask('/a')
  const other = ask('/b')
  await vi.waitFor(() => expect(told).toHaveLength(2))
  told[1]?.('1')
  expect(await other).toBe('{"url":"/b"}')
})

/** A cache that has had `/a` for three seconds. */
async function keptForAWhile() {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const cache = cacheOf()
  const first = cache.ask('/a')
  await cache.open()
  await first
  vi.advanceTimersByTime(3_000)
  return cache
}

test('what is no longer fresh is given to who asks, and made anew beside it; what is old is waited for', async () => {
  const { ask, open, settled, made } = await keptForAWhile()
  expect(await Promise.all([ask('/a'), ask('/a')])).toEqual(['{"made":1}', '{"made":1}'])
  expect(made()).toBe(2)
  await open()
  await settled()
  expect(await ask('/a')).toBe('{"made":2}')
  vi.advanceTimersByTime(7_000)
  const waiting = ask('/a')
  await open()
  expect(await waiting).toBe('{"made":3}')
})

test('what cannot be made anew is given while it is not old, and tried again', async () => {
  const { ask, open, settled, made } = await keptForAWhile()
  expect(await ask('/a', new Error('away'))).toBe('{"made":1}')
  await open()
  await settled()
  expect(await ask('/a')).toBe('{"made":1}')
  expect(made()).toBe(3)
})
