import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../../src/api/problem.ts'
import { Courier, type CourierParts } from '../../../src/features/outbox/courier.ts'
import { outbox } from '../../../src/features/outbox/outbox-store.ts'

const problem = (status: number, code: string) => new ApiProblem({ status, code, detail: code })

function write(clientId: string, more: { room?: string; userId?: string } = {}): void {
  const { room = 'lobby', userId = 'ann' } = more
  const body = `body of ${clientId}`
  const createdAt = '2026-11-25T10:00:00.000Z'
  outbox.add({ clientId, room, userId, body, lang: undefined, createdAt, status: 'sending' })
}

function courierOf(parts: Partial<CourierParts> = {}) {
  const posted: string[] = []
  const courier = new Courier({
    outbox,
    post: async ({ clientId }) => posted.push(clientId),
    renew: async () => false,
    me: () => 'ann',
    isOpen: () => false,
    ...parts,
  })
  return { courier, posted }
}

describe('Courier', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    for (const { clientId } of outbox.all()) outbox.remove(clientId)
  })
  afterEach(() => vi.useRealTimers())

  it('sends what is kept in the order in which it was written, and keeps none of it', async () => {
    // Their names say nothing of their order, and all were written within a millisecond.
    for (const clientId of ['z', 'm', 'a', 'q']) write(clientId)
    const { courier, posted } = courierOf()
    await courier.go()
    expect(posted).toEqual(['z', 'm', 'a', 'q'])
    expect(outbox.all()).toEqual([])
  })

  it('leaves alone what another wrote, what failed, and the room whose own connection sends', async () => {
    write('mine')
    write('hers', { userId: 'eve' })
    write('open', { room: 'krisp' })
    write('failed')
    outbox.change('failed', { status: 'failed', code: 'forbidden' })
    const { courier, posted } = courierOf({ isOpen: (room) => room === 'krisp' })
    await courier.go()
    expect(posted).toEqual(['mine'])
    expect(outbox.all().map(({ clientId }) => clientId)).toEqual(['hers', 'open', 'failed'])
  })

  it('tries again by itself where nobody answers, and lets nothing overtake', async () => {
    write('first')
    write('second')
    const tried: string[] = []
    let away = 2
    let looked = 0
    const { courier } = courierOf({
      me: () => {
        looked += 1
        return 'ann'
      },
      post: async ({ clientId }) => {
        tried.push(clientId)
        if (away-- > 0) throw problem(0, 'unreachable')
      },
    })
    await courier.go()
    expect(tried).toEqual(['first'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tried).toEqual(['first', 'first', 'first', 'second'])
    expect(outbox.all()).toEqual([])
    // It rests then. Timers as such are not counted: other files of this process may have some.
    const before = looked
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looked).toBe(before)
  })

  it('says what the server will not take, and goes on with the next', async () => {
    write('refused')
    write('fine')
    const { courier } = courierOf({
      post: async ({ clientId }) => {
        if (clientId === 'refused') throw problem(403, 'forbidden')
      },
    })
    await courier.go()
    expect(outbox.all()).toMatchObject([{ clientId: 'refused', status: 'failed', code: 'forbidden' }])
  })

  it('renews who somebody is, once, before it gives a message up', async () => {
    write('late')
    let renewed = 0
    const { courier } = courierOf({
      post: async () => {
        if (renewed === 0) throw problem(401, 'unauthenticated')
      },
      renew: async () => {
        renewed += 1
        return true
      },
    })
    await courier.go()
    expect([renewed, outbox.all()]).toEqual([1, []])
    write('gone')
    const never = courierOf({
      post: async () => {
        throw problem(401, 'unauthenticated')
      },
    })
    await never.courier.go()
    expect(outbox.all()).toMatchObject([{ clientId: 'gone', status: 'failed', code: 'unauthenticated' }])
  })
})
