import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/core/context.ts'
import type { Runner } from '../../../src/core/process-spec.ts'
import type { Project } from '../../../src/docker/compose-commands.ts'
import { waitHealthy } from '../../../src/production/rollout/new-container.ts'
import { sharedPatience } from '../../../src/production/rollout/patience.ts'
import { scripted } from '../../support/scripted-runner.ts'

const project: Project = { name: 'parlance', folder: '/srv', files: [], env: {} }
/** A quarter of what the slow start below takes. */
const patienceMs = 1_000
const slowly = ['opening', 'reading', 'mending', 'warming', 'nearly there']

/**
 * A container that is looked at again and again: its check says these words in turn, and that it is well after the last;
 * the last word stays where it never gets well.
 */
function starting(
  words: readonly string[],
  { endless = false, docker = 'starting' }: { endless?: boolean; docker?: string } = {},
) {
  let looks = 0
  const word = () => (looks < words.length ? words[looks] : endless ? words.at(-1) : undefined)
  const answer = (line: string) => {
    if (line.startsWith('container ls')) return { code: 0, stdout: 'parlance-frontend-2\n' }
    if (line.startsWith('exec ')) {
      const said = word()
      looks++
      return { code: said === undefined ? 0 : 1, stdout: said ?? 'fine' }
    }
    if (!line.startsWith('container inspect')) return { code: 0, stdout: '' }
    const said = word()
    const log = said === undefined ? [] : [{ Start: '', ExitCode: 1, Output: said }]
    const health = { Status: docker, Log: log }
    const config = {
      Labels: { 'com.docker.compose.service': 'frontend' },
      Healthcheck: { Test: ['CMD', 'check'] },
    }
    const state = { Running: true, StartedAt: '2026-11-28T10:00:00Z', Health: health }
    return {
      code: 0,
      stdout: JSON.stringify([{ Name: '/parlance-frontend-2', Config: config, State: state }]),
    }
  }
  const runner: Runner = {
    run: async ({ args }) => ({ stderr: '', ...answer(args.join(' ')) }),
    attach: async () => 0,
  }
  const { context, transcript } = scripted([], { runner })
  return { context: { ...context, runner } as Context, transcript }
}

const patience = (context: Context) => sharedPatience(patienceMs, (text) => context.output.say(text))

describe('one that stands alone', () => {
  const wait = (context: Context) =>
    patience(context)((progress) =>
      waitHealthy(
        context,
        project,
        { service: 'frontend', name: 'parlance-frontend-2', alone: true },
        progress,
      ),
    )

  test('is waited for as long as something moves, whatever that takes in all', async () => {
    const { context } = starting(slowly)
    const began = performance.now()
    await wait(context)
    expect(performance.now() - began).toBeGreaterThan(patienceMs)
  })

  test('is given up when nothing moves, with its last answer and what to look at', async () => {
    const { context } = starting(['opening'], { endless: true })
    await expect(wait(context)).rejects.toMatchObject({
      kind: 'unhealthy',
      message: 'frontend is not healthy, and nothing moves any more: opening',
      details: { container: 'parlance-frontend-2', lastLines: expect.any(Array) },
      hint: expect.stringContaining('prod:logs'),
    })
  })

  test('is given up when Docker has given it up, however much it says', async () => {
    const { context } = starting(slowly, { docker: 'unhealthy' })
    await expect(wait(context)).rejects.toMatchObject({
      kind: 'unhealthy',
      message: 'frontend is not healthy: opening',
    })
  })

  test('that Docker has yet to ask is well when it says so itself', async () => {
    const { context, transcript } = starting([], { docker: 'starting' })
    await wait(context)
    expect(transcript()).toBe('\n')
  })
})

describe('a new container beside the old', () => {
  const wait = (context: Context) =>
    patience(context)((progress) =>
      waitHealthy(context, project, { service: 'frontend', name: 'parlance-frontend-2' }, progress),
    )

  test('is waited for as long as something moves', async () => {
    const { context } = starting(slowly)
    const began = performance.now()
    await wait(context)
    expect(performance.now() - began).toBeGreaterThan(patienceMs)
  })

  test('is given up when nothing moves, with its last answer', async () => {
    const { context } = starting(['opening'], { endless: true })
    await expect(wait(context)).rejects.toMatchObject({
      kind: 'failed',
      message: 'the new frontend is not healthy, and nothing moves any more: opening',
    })
  })
})
