import { expect, test } from 'vitest'
import { Previews } from '../src/gateway/previews.ts'
import type { PreviewNote } from '../src/note.ts'

/** So many previews of one container, of which the first `running` run. Each was used a minute after the one before it. */
async function site(names: readonly string[], running: number, most: number) {
  const up = new Set<string>(names.slice(0, running))
  const notes = new Map(
    names.map((name): [string, PreviewNote] => [name, { name, of: name, commit: null, access: 'open' }]),
  )
  let time = 0
  const previews = new Previews({
    control: {
      list: async () =>
        names.map((name) => ({
          id: name,
          preview: name,
          service: 'edge',
          state: up.has(name) ? 'running' : 'exited',
          created: 1,
        })),
      inspect: async (id) => ({
        id,
        preview: id,
        service: 'edge',
        state: 'exited',
        exitCode: 0,
        outOfMemory: false,
      }),
      start: async (id) => void up.add(id),
      stop: async (id) => void up.delete(id),
    },
    notes: () => notes,
    answers: async (name) => up.has(name),
    now: () => time,
    wakeMs: 1_000,
    askEveryMs: 0,
    idleMs: 3_600_000,
    most,
    tell: () => {},
    blind: (error) => {
      throw error
    },
  })
  await previews.look()
  const life = (name: string) => {
    const known = previews.find(name)
    if (!known) throw new Error(`there is no ${name}`)
    return known.life
  }
  for (const name of names.slice(0, running)) {
    time += 60_000
    life(name).use()()
  }
  const settle = () => Promise.all(names.map((name) => life(name).idle()))
  return {
    up,
    notes,
    life,
    settle,
    room: (name: string) => previews.makeRoom(life(name)),
    later: (ms: number) => {
      time += ms
    },
  }
}

test('where fewer run than may, nobody is stopped', async () => {
  const { up, room, settle } = await site(['a', 'b', 'c'], 1, 2)
  expect(room('c')).toBeUndefined()
  await settle()
  expect([...up]).toEqual(['a'])
})

test('where as many run as may, the one that nobody has used for longest makes room', async () => {
  const { up, room, later, settle } = await site(['a', 'b', 'c'], 2, 2)
  later(60_000)
  expect(room('c')).toBeUndefined()
  await settle()
  expect([...up]).toEqual(['b'])
})

test('where somebody uses each of them, one more is refused, and they are named', async () => {
  const { up, notes, life, room, later, settle } = await site(['a', 'b', 'c', 'd'], 3, 3)
  // One has a WebSocket open, one is being worked on, one was looked at half a minute ago.
  life('a').use()
  Object.assign(notes.get('b') ?? {}, { heldUntil: new Date(1e12).toISOString() })
  later(600_000)
  life('c').use()()
  later(30_000)
  expect(room('d')).toEqual(['a', 'b', 'c'])
  await settle()
  expect([...up]).toEqual(['a', 'b', 'c'])
  // The last of them is idle long enough a moment later.
  later(30_000)
  expect(room('d')).toBeUndefined()
  await settle()
  expect([...up]).toEqual(['a', 'b'])
})

test('two that wake at once count each other', async () => {
  const { life, room, settle } = await site(['a', 'b'], 0, 1)
  expect(room('a')).toBeUndefined()
  life('a').wake()
  expect(room('b')).toEqual(['a'])
  await settle()
})

test('where fewer may run than do, as many make room as are too many', async () => {
  const { up, room, later, settle } = await site(['a', 'b', 'c', 'd'], 3, 2)
  later(60_000)
  expect(room('d')).toBeUndefined()
  await settle()
  expect([...up]).toEqual(['c'])
})
