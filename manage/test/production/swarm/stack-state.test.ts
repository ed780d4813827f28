import { describe, expect, test } from 'vitest'
import { parseServices, parseTasks } from '../../../src/docker/parse/stack.ts'
import { standingOf } from '../../../src/production/swarm/stack-state.ts'

/** As `docker service inspect` of engine 20.10 has it. */
const service = (digest: string, update?: { State: string; Message?: string }, ForceUpdate?: number) => ({
  ID: 's1',
  Spec: {
    Name: 'parlance_backend',
    TaskTemplate: { ForceUpdate, ContainerSpec: { Labels: { 'dev.parlance.config': digest } } },
    Mode: { Replicated: { Replicas: 2 } },
  },
  ...(update ? { UpdateStatus: update } : {}),
})
const task = (digest: string, State: string, DesiredState = 'running', Err = '', ForceUpdate?: number) => ({
  ID: `${digest}-${State}`,
  ServiceID: 's1',
  CreatedAt: '2026-11-29T18:49:39Z',
  DesiredState,
  Spec: { ForceUpdate, ContainerSpec: { Labels: { 'dev.parlance.config': digest } } },
  Status: { State, Err, ContainerStatus: { ContainerID: 'c1', ExitCode: Err === '' ? 0 : 1 } },
})
type Service = ReturnType<typeof service>
type Task = ReturnType<typeof task>

const standing = (one: Service, tasks: Task[], forced = 0) => {
  const [parsed] = parseServices(JSON.stringify([one]))
  if (!parsed) throw new Error('nothing was parsed')
  return standingOf(parsed, parseTasks(JSON.stringify(tasks)), { digest: 'new', forced })
}
const failed = task('new', 'failed', 'shutdown', 'task: non-zero exit (1)')

describe('how a part that a swarm replaces gets on', () => {
  test.each<[string, Service, Task[]]>([
    [
      'the swarm has not begun',
      service('new', { State: 'completed' }),
      [task('old', 'running'), task('old', 'running')],
    ],
    [
      'one of two serves',
      service('new', { State: 'updating' }),
      [task('new', 'running'), task('old', 'running')],
    ],
    [
      'both serve, and the swarm still watches',
      service('new', { State: 'updating' }),
      [task('new', 'running'), task('new', 'running')],
    ],
    [
      'both serve, and an old one is yet to go',
      service('new'),
      [task('new', 'running'), task('new', 'running'), task('old', 'running')],
    ],
    ['one starts', service('new'), [task('new', 'running'), task('new', 'starting')]],
    ['one ended once', service('new'), [task('new', 'running'), failed, task('new', 'starting')]],
    [
      'the swarm is going back',
      service('old', { State: 'rollback_started' }),
      [task('old', 'running'), failed],
    ],
  ])('%s: under way', (_name, one, tasks) => {
    expect(standing(one, tasks).at).toBe('under way')
  })

  test.each<[string, Service]>([
    ['for the first time', service('new')],
    ['after an update', service('new', { State: 'completed' })],
    ['as the swarm went back to it', service('new', { State: 'rollback_completed' })],
  ])('all serve, %s: done', (_name, one) => {
    const tasks = [task('new', 'running'), task('new', 'running'), task('old', 'shutdown', 'shutdown')]
    expect(standing(one, tasks)).toEqual({ at: 'done' })
  })

  test('the swarm has gone back: refused, with the task that failed', () => {
    const back = service('old', { State: 'rollback_completed', Message: 'rollback completed' })
    expect(standing(back, [task('old', 'running'), task('old', 'running'), failed])).toMatchObject({
      at: 'refused',
      why: 'the swarm has gone back to the version before',
      task: { error: 'task: non-zero exit (1)', exitCode: 1, container: 'c1' },
    })
  })

  test('a part that never ran and keeps ending: refused', () => {
    expect(standing(service('new'), [failed, failed, failed])).toMatchObject({
      at: 'refused',
      task: { exitCode: 1 },
    })
  })

  test('new tasks of the same description: those of before do not count', () => {
    const renewed = service('new', { State: 'completed' }, 1)
    const old = [task('new', 'running'), task('new', 'running')]
    expect(standing(renewed, old, 1).at).toBe('under way')
    expect(
      standing(
        renewed,
        old.map((one) => ({ ...one, Spec: renewed.Spec.TaskTemplate })),
        1,
      ).at,
    ).toBe('done')
  })
})
