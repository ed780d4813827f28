import { expect, test } from 'vitest'
import { withProgress } from '../../src/service/reports.ts'

test('the latest is told, what is no further is not, and the end is what was made', async () => {
  const going = withProgress(async (report) => {
    report(0.2)
    report(0.4)
    await new Promise(setImmediate)
    report(0.3)
    await new Promise(setImmediate)
    report(0.9)
    await new Promise(setImmediate)
    return 'made'
  })
  expect(await going.next()).toEqual({ done: false, value: 0.4 })
  expect(await going.next()).toEqual({ done: false, value: 0.9 })
  expect(await going.next()).toEqual({ done: true, value: 'made' })
})

test('a failure comes to who reads', async () => {
  const going = withProgress(async () => {
    throw new Error('not this')
  })
  await expect(going.next()).rejects.toThrow('not this')
})

test('who reads no further waits for the work to have ended', async () => {
  const gate = Promise.withResolvers<void>()
  let ended = false
  const going = withProgress(async (report) => {
    report(0.5)
    await gate.promise
    ended = true
  })
  await going.next()
  const left = going.return(undefined)
  gate.resolve()
  await left
  expect(ended).toBe(true)
})

test('work that cannot tell how far it is, is told of again and again', async () => {
  const gate = Promise.withResolvers<string>()
  const going = withProgress(async (report) => {
    report(0.3)
    return gate.promise
  }, 5)
  const told = [await going.next(), await going.next(), await going.next()]
  expect(told).toEqual(told.map(() => ({ done: false, value: 0.3 })))
  gate.resolve('made')
  const end = async () => {
    for (;;) {
      const next = await going.next()
      if (next.done) return next.value
    }
  }
  expect(await end()).toBe('made')
})
