import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as moment } from 'node:timers/promises'
import { expect } from 'vitest'

/** Mulberry32: shares of a whole, one after the other. */
export function shares(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const program = join(import.meta.dirname, 'one-thing.ts')

/** What is done, to which database, with which folder. */
type Words = readonly [name: string, url: string, folder: string]

/** A process that has loaded the program and does one thing when it is told to, so that it is the work that is killed. */
async function ready(words: Words) {
  const child = fork(program, [...words], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await once(child, 'message')
  return { child, ended, done: once(child, 'message') }
}

/** How long it takes when nobody is in its way, in milliseconds. */
export async function wholeMs(words: Words): Promise<number> {
  const { child, ended, done } = await ready(words)
  const began = performance.now()
  child.send('go')
  await done
  const took = performance.now() - began
  expect(await ended).toEqual([0, null])
  return took
}

/** Kills it after so many milliseconds. @returns whether it was still at work */
export async function killAfter(ms: number, words: Words): Promise<boolean> {
  const { child, ended, done } = await ready(words)
  child.send('go')
  const first = await Promise.race([moment(ms).then(() => 'killed'), done.then(() => 'done')])
  child.kill('SIGKILL')
  await ended
  return first === 'killed'
}
