import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContainerControl, PreviewContainer } from '../src/containers.ts'
import { Life } from '../src/gateway/life.ts'

const services = ['postgres', 'backend', 'edge'] as const

/** What may happen to a preview, from its visitors, its gateway, and the machine. */
const event = fc.constantFrom(
  'visit',
  'leave',
  'idle',
  'look',
  'kill',
  'start by hand',
  'stop by hand',
  'let go on',
)
type Event = typeof event extends fc.Arbitrary<infer One> ? One : never

/** Docker with three containers that take as long as the scheduler says; two things at once with one of them are noted. */
function machine(scheduler: fc.Scheduler) {
  const running = new Map<string, boolean>(services.map((service) => [service, false]))
  const busy = new Set<string>()
  const collisions: string[] = []
  const move = async (id: string, to: boolean) => {
    if (busy.has(id)) collisions.push(id)
    busy.add(id)
    await scheduler.schedule(Promise.resolve(), `${to ? 'start' : 'stop'} ${id}`)
    busy.delete(id)
    running.set(id, to)
  }
  const list = (): PreviewContainer[] =>
    services.map((service) => ({
      id: service,
      preview: 'here',
      service,
      state: running.get(service) ? 'running' : 'exited',
      created: 1,
    }))
  const control: ContainerControl = {
    list: async () => list(),
    inspect: async (id) => ({
      id,
      preview: 'here',
      service: id,
      state: 'exited',
      exitCode: 0,
      outOfMemory: false,
    }),
    start: (id) => move(id, true),
    stop: (id) => move(id, false),
  }
  const all = () => [...running.values()].every(Boolean)
  return { running, collisions, list, control, all }
}

/** Plays it through and gives the preview when nothing is being done with it any more. */
async function play(scheduler: fc.Scheduler, events: readonly Event[]) {
  const docker = machine(scheduler)
  const life = new Life('here', {
    control: docker.control,
    answers: async () => docker.all(),
    now: () => 0,
    wakeMs: 1_000_000,
    askEveryMs: 0,
    tell: () => {},
  })
  life.see(docker.list())
  const visits: (() => void)[] = []
  const doing: Readonly<Record<Event, () => unknown>> = {
    visit: () => {
      visits.push(life.use())
      life.wake()
    },
    leave: () => visits.pop()?.(),
    idle: () => life.stop(),
    look: () => life.see(docker.list()),
    kill: () => docker.running.set('backend', false),
    'start by hand': () => {
      for (const service of services) docker.running.set(service, true)
    },
    'stop by hand': () => {
      for (const service of services) docker.running.set(service, false)
    },
    'let go on': () => (scheduler.count() > 0 ? scheduler.waitOne() : undefined),
  }
  for (const one of events) await doing[one]()
  const settle = async () => {
    const over = life.idle()
    await scheduler.waitFor(over)
  }
  return { life, docker, visits, settle }
}

const plays = fc.asyncProperty(
  fc.scheduler(),
  fc.array(event, { maxLength: 25 }),
  async (scheduler, events) => {
    const { life, docker, visits, settle } = await play(scheduler, events)
    await settle()
    expect(docker.collisions).toEqual([])
    expect(['running', 'stopped']).toContain(life.state)
    // Whoever comes now finds it running in the end, whatever was before.
    life.see(docker.list())
    const leave = life.use()
    life.wake()
    await settle()
    expect([life.state, docker.all()]).toEqual(['running', true])
    // It sleeps when they have gone, and not before.
    life.stop()
    expect(life.state).toBe('running')
    for (const over of [leave, ...visits]) over()
    expect(life.open).toBe(0)
    life.stop()
    await settle()
    expect([life.state, [...docker.running.values()]]).toEqual(['stopped', [false, false, false]])
  },
)

test('whatever happens in whatever order: never two things at once, nobody waits for nothing, and all of it sleeps in the end', async () => {
  await fc.assert(plays, { numRuns: 300 })
})

test('somebody who comes at any moment of a stop finds it running', async () => {
  const moments = fc.asyncProperty(fc.scheduler(), fc.nat({ max: 4 }), async (scheduler, after) => {
    const before = Array.from({ length: after }, (): Event => 'let go on')
    const { life, docker, settle } = await play(scheduler, [
      'start by hand',
      'look',
      'idle',
      ...before,
      'visit',
    ])
    await settle()
    expect([life.state, docker.all()]).toEqual(['running', true])
  })
  await fc.assert(moments, { numRuns: 100 })
})

test('the page is there before whom it does not need, who is started then', async () => {
  const did: string[] = []
  const running = new Set<string>()
  const held = Promise.withResolvers<void>()
  const one = (service: string) => ({
    id: service,
    preview: 'here',
    service,
    state: running.has(service) ? 'running' : 'exited',
    created: 1,
  })
  const all = () => ['translation', 'postgres', 'backend', 'frontend', 'edge'].map(one)
  const life = new Life('here', {
    control: {
      list: async () => all(),
      inspect: async (id) => ({ ...one(id), exitCode: 0, outOfMemory: false }),
      start: async (id) => {
        did.push(id)
        if (id === 'translation') await held.promise
        running.add(id)
      },
      stop: async (id) => void running.delete(id),
    },
    answers: async () => running.has('backend') && running.has('frontend'),
    now: () => 0,
    wakeMs: 1_000,
    askEveryMs: 0,
    tell: () => {},
  })
  life.see(all())
  life.wake()
  await life.settled(AbortSignal.timeout(20_000))
  expect([life.state, running.has('translation')]).toEqual(['running', false])
  held.resolve()
  await life.idle()
  expect(did).toEqual(['postgres', 'backend', 'frontend', 'edge', 'translation'])
  expect(running.has('translation')).toBe(true)
})

test('what broke off before it had an edge is not woken: nothing of it could answer', async () => {
  const asked: string[] = []
  const backend = { id: 'backend', preview: 'here', service: 'backend', state: 'exited', created: 1 }
  const life = new Life('here', {
    control: {
      list: async () => [backend],
      inspect: async () => ({ ...backend, exitCode: 1, outOfMemory: false }),
      start: async (id) => void asked.push(id),
      stop: async (id) => void asked.push(id),
    },
    answers: async () => false,
    now: () => 0,
    wakeMs: 1,
    askEveryMs: 0,
    tell: () => {},
  })
  life.see([backend])
  life.wake()
  await life.idle()
  expect([life.state, asked]).toEqual(['absent', []])
})
