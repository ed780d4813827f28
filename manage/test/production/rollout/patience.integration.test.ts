import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/core/context.ts'
import type { Runner, RunOptions } from '../../../src/core/process-spec.ts'
import type { Project } from '../../../src/docker/compose-commands.ts'
import { waitHealthy } from '../../../src/production/rollout/new-container.ts'
import { sharedPatience, upWithPatience } from '../../../src/production/rollout/patience.ts'
import { scripted } from '../../support/scripted-runner.ts'

const project: Project = { name: 'parlance', folder: '/srv', files: [], env: {} }
/** A quarter of what the slow start below takes. */
const patienceMs = 1_000
const slowly = ['opening', 'reading', 'mending', 'warming', 'nearly there']

/**
 * A container that is looked at again and again: its check says these words in turn, and that it is well after the last;
 * the last word stays where it never gets well.
 */
function starting(words: readonly string[], { endless = false } = {}) {
  const well = Promise.withResolvers<void>()
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
    if (said === undefined) well.resolve()
    const health = said
      ? { Status: 'starting', Log: [{ Start: '', ExitCode: 1, Output: said }] }
      : { Status: 'healthy', Log: [] }
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
  return { context: { ...context, runner } as Context, well: well.promise, transcript, look: () => looks++ }
}

const patience = (context: Context) => sharedPatience(patienceMs, (text) => context.output.say(text))

describe('a first start, which Compose waits for', () => {
  const up = (context: Context, compose: (options?: RunOptions) => Promise<unknown>) =>
    patience(context)((progress) =>
      upWithPatience(context, project, ['frontend'], progress, compose as never),
    )

  test('goes on as long as something moves, whatever that takes in all', async () => {
    const { context, well, look } = starting(slowly)
    const began = performance.now()
    const runner: Runner = {
      ...context.runner,
      run: (spec, options) => {
        if (spec.args[0] === 'logs') look()
        return context.runner.run(spec, options)
      },
    }
    await up({ ...context, runner }, () => well)
    expect(performance.now() - began).toBeGreaterThan(patienceMs)
  })

  test('is given up when nothing moves, with what is not healthy', async () => {
    const { context } = starting(['opening'], { endless: true })
    const compose = (options?: RunOptions) =>
      new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('interrupted')))
      })
    await expect(up(context, compose)).rejects.toMatchObject({
      kind: 'failed',
      message: 'frontend: not healthy, and nothing moves any more',
    })
  })

  test('that Compose gives up by itself fails with its words', async () => {
    const { context } = starting(['opening'], { endless: true })
    await expect(up(context, () => Promise.reject(new Error('no such image')))).rejects.toThrow(
      'no such image',
    )
  })
})

describe('a new container beside the old', () => {
  const wait = (context: Context) =>
    patience(context)((progress) =>
      waitHealthy(context, project, 'frontend', 'parlance-frontend-2', progress),
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
