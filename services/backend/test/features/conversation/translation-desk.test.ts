import { afterEach, expect, test } from 'vitest'
import type { MessageTranslationStore } from '../../../src/features/conversation/conversation-ports.ts'
import type { TranslationWork } from '../../../src/features/conversation/conversation-records.ts'
import { sweepMs, TranslationDesk } from '../../../src/features/conversation/translation-desk.ts'
import { claimLeaseMs } from '../../../src/stores/message-translation-store.ts'

const desks: TranslationDesk[] = []
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.stop()))
})

interface Call {
  readonly texts: readonly string[]
  answer(): void
}

/** A desk whose calls of the translation service wait until they are answered. */
function startDesk(store: Partial<MessageTranslationStore> = {}) {
  const calls: Call[] = []
  const desk = new TranslationDesk({
    store: {
      claim: async () => [],
      claimAbandoned: async () => [],
      renew: async () => {},
      finish: async (_room, done) => ({ change: 1, kept: done.map(({ work }) => work) }),
      postpone: async () => {},
      fail: async () => {},
      correct: async () => undefined,
      ...store,
    },
    translator: {
      translate: (texts, { signal }) =>
        new Promise((resolve, reject) => {
          const made = texts.map((body) => ({ body, engine: 'apertium', model: '', confidence: 1 }))
          calls.push({ texts, answer: () => resolve(made) })
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
    },
    announce: () => {},
    counted: () => {},
    report: (error) => {
      throw error
    },
  })
  desks.push(desk)
  return { desk, calls }
}

const works = (roomId: string, count: number): TranslationWork[] =>
  Array.from({ length: count }, (_, n) => ({
    messageId: `${roomId} ${n}`,
    roomId,
    seq: n + 1,
    rev: 1,
    source: 'en',
    target: 'fr',
    body: `${roomId} ${n}`,
    attempts: 0,
  }))

test('a quiet room’s message is on its way while hundreds of a busy room of the same pair wait', () => {
  const { desk, calls } = startDesk()
  void desk.take(works('busy', 300))
  const before = calls.length
  void desk.take(works('quiet', 1))
  expect(calls.slice(before).map(({ texts }) => texts)).toEqual([['quiet 0']])
  expect(calls.flatMap(({ texts }) => texts)).not.toContain('busy 299')
})

test('where many rooms are busy, a quiet one waits for one turn of theirs at most', async () => {
  const { desk, calls } = startDesk()
  const busy = Array.from({ length: 12 }, (_, n) => `busy-${n}`)
  const taken = busy.map((room) => desk.take(works(room, 70)))
  taken.push(desk.take(works('quiet', 1)))
  let answered = 0
  while (answered < calls.length && !calls.some(({ texts }) => texts.includes('quiet 0'))) {
    calls[answered++]?.answer()
    await new Promise(setImmediate)
  }
  // One turn of each, and what the first had under way.
  expect(answered).toBeLessThanOrEqual(busy.length + 1)
  while (answered < calls.length) {
    calls[answered++]?.answer()
    await new Promise(setImmediate)
  }
  await Promise.all(taken)
  const texts = calls.flatMap((call) => call.texts)
  expect(texts).toHaveLength(12 * 70 + 1)
  const ofOne = texts.filter((text) => text.startsWith('busy-3 '))
  expect(ofOne).toEqual(works('busy-3', 70).map(({ body }) => body))
})

test('what a backend cannot hold is given back for others, and what it holds is not made twice', async () => {
  const postponed: TranslationWork[] = []
  const { desk, calls } = startDesk({
    postpone: async (given) => {
      postponed.push(...given)
    },
  })
  void desk.take(works('busy', 1_500))
  expect(postponed).toHaveLength(500)
  void desk.take(works('busy', 40))
  expect(postponed).toHaveLength(500)
  expect(calls.flatMap(({ texts }) => texts)).toHaveLength(64)
})

test('a claim of a backend that died, and the look for it, take less than five seconds together', () => {
  expect(claimLeaseMs + sweepMs).toBeLessThan(5_000)
})
