import type { MessageFrame, ServerFrame } from '@parlance/contracts/chat'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyTimeline,
  lastSeq,
  stepTimeline,
  type Timeline,
  type TimelineEvent,
} from '../../../src/features/room/timeline.ts'

const ann = { id: 'u1', name: 'Ann' }
const bob = { id: 'u2', name: 'Bob' }

const message = (seq: number, change: Partial<MessageFrame> = {}): MessageFrame => ({
  type: 'message',
  room: 'r',
  seq,
  id: `m${seq}`,
  rev: 1,
  author: bob,
  lang: 'en',
  body: `body ${seq}`,
  createdAt: '2026-11-21T10:00:00.000Z',
  ...change,
})
const translation = (seq: number, rev = 1): ServerFrame => ({
  type: 'translation',
  room: 'r',
  seq,
  rev,
  lang: 'es',
  body: `texto ${seq}.${rev}`,
  engine: 'apertium',
  confidence: 0.9,
})
const pending = (clientId: string, body = 'hello') => ({
  clientId,
  body,
  lang: 'en' as const,
  createdAt: '2026-11-21T10:00:00.000Z',
  status: 'sending' as const,
})

const frame = (value: ServerFrame): TimelineEvent => ({ type: 'frame', frame: value })
const play = (events: readonly TimelineEvent[], from: Timeline = emptyTimeline) =>
  events.reduce(stepTimeline, from)
const seqs = ({ entries }: Timeline) => entries.map(({ seq }) => seq)

describe('messages', () => {
  it('stand in order of seq, each once, however they arrive', () => {
    const arrivals = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 8 })), (order, again) => {
        const timeline = play([...order, ...again].map((seq) => frame(message(seq))))
        expect(seqs(timeline)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
        expect(lastSeq(timeline)).toBe(8)
      }),
    )
  })

  it('are the same after a frame that has been seen', () => {
    const timeline = play([frame(message(1))])
    expect(play([frame(message(1))], timeline)).toBe(timeline)
  })

  it('change with a newer revision, and never back', () => {
    const edited: ServerFrame = {
      type: 'edited',
      room: 'r',
      seq: 1,
      rev: 2,
      body: 'new',
      lang: 'en',
      editedAt: 'now',
    }
    const timeline = play([frame(message(1)), frame(translation(1)), frame(edited)])
    expect(timeline.entries[0]).toMatchObject({ body: 'new', rev: 2, editedAt: 'now' })
    expect(timeline.entries[0]?.translation).toBeUndefined()
    expect(
      play([frame(message(1)), frame({ ...edited, rev: 1, body: 'old' })], timeline).entries[0]?.body,
    ).toBe('new')
  })

  it('lose body and translation when they are deleted', () => {
    const gone: ServerFrame = { type: 'deleted', room: 'r', seq: 1, rev: 2 }
    const timeline = play([frame(message(1)), frame(translation(1)), frame(gone), frame(translation(1, 2))])
    expect(timeline.entries[0]).toMatchObject({ body: '', deleted: true })
    expect(timeline.entries[0]?.translation).toBeUndefined()
  })
})

describe('translations', () => {
  it('wait for their message and for its revision', () => {
    const timeline = play([frame(translation(1)), frame(message(1))])
    expect(timeline.entries[0]?.translation?.body).toBe('texto 1.1')
    expect(timeline.early).toEqual({})
    const edited: ServerFrame = {
      type: 'edited',
      room: 'r',
      seq: 1,
      rev: 2,
      body: 'new',
      lang: 'en',
      editedAt: 'now',
    }
    expect(play([frame(translation(1, 2)), frame(edited)], timeline).entries[0]?.translation?.body).toBe(
      'texto 1.2',
    )
  })

  it('of an older revision are not shown', () => {
    const timeline = play([frame(message(1, { rev: 3 })), frame(translation(1, 2))])
    expect(timeline.entries[0]?.translation).toBeUndefined()
  })
})

describe("one's own messages", () => {
  const said = play([
    { type: 'me', me: ann },
    { type: 'said', message: pending('c1') },
  ])

  it('become messages with their acknowledgement, before or after they come round', () => {
    const ack: ServerFrame = { type: 'ack', clientId: 'c1', room: 'r', seq: 1, id: 'm1', rev: 1 }
    const own = message(1, { author: ann, body: 'hello' })
    for (const order of [
      [ack, own],
      [own, ack],
    ] as const) {
      const timeline = play(order.map(frame), said)
      expect(timeline.pending).toEqual([])
      expect(timeline.entries).toHaveLength(1)
      expect(timeline.entries[0]).toMatchObject({ seq: 1, rev: 1, body: 'hello' })
    }
  })

  it('are not taken for an equal message of somebody else', () => {
    expect(play([frame(message(1, { author: bob, body: 'hello' }))], said).pending).toHaveLength(1)
  })

  it('of equal words are confirmed one by one', () => {
    const twice = play([{ type: 'said', message: pending('c2') }], said)
    const timeline = play([frame(message(1, { author: ann, body: 'hello' }))], twice)
    expect(timeline.pending.map(({ clientId }) => clientId)).toEqual(['c2'])
  })

  it('fail, are tried again, are given up', () => {
    const failed = play([{ type: 'failed', clientId: 'c1', code: 'rate-limited' }], said)
    expect(failed.pending[0]).toMatchObject({ status: 'failed', code: 'rate-limited' })
    const again = play([{ type: 'retried', clientId: 'c1' }], failed)
    expect(again.pending[0]).toEqual(pending('c1'))
    expect(play([{ type: 'discarded', clientId: 'c1' }], again).pending).toEqual([])
  })
})

describe('history', () => {
  const item = (seq: number) => {
    const { type: _, room: __, ...rest } = message(seq)
    return {
      ...rest,
      translation: { lang: 'es' as const, body: `t${seq}`, engine: 'human', model: '', confidence: 1 },
    }
  }

  it('joins what is there without doubling it', () => {
    const timeline = play([
      frame(message(3)),
      { type: 'history', items: [item(1), item(2), item(3)], hasMore: true },
    ])
    expect(seqs(timeline)).toEqual([1, 2, 3])
    expect(timeline.hasMore).toBe(true)
    expect(timeline.entries[0]?.translation).toMatchObject({ rev: 1, body: 't1' })
  })

  it('keeps a translation that it does not know of itself', () => {
    const { translation: _, ...bare } = item(1)
    const timeline = play([
      frame(message(1)),
      frame(translation(1)),
      { type: 'history', items: [bare], hasMore: false },
    ])
    expect(timeline.entries[0]?.translation?.body).toBe('texto 1.1')
  })

  it('that is fresh replaces it, but keeps what is still to be said', () => {
    const before = play([frame(message(1)), frame(message(2)), { type: 'said', message: pending('c1') }])
    const timeline = play([{ type: 'history', items: [item(2)], hasMore: false, fresh: true }], before)
    expect(seqs(timeline)).toEqual([2])
    expect(timeline.pending).toHaveLength(1)
  })
})
