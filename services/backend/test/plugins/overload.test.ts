import underPressure from '@fastify/under-pressure'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { overload } from '../../src/plugins/overload.ts'

/** Does nothing else for so long, as a pause of the whole process. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

test('a pause that is over refuses nobody', async () => {
  const app = fastify()
  await app.register(underPressure, { ...overload, sampleInterval: 50 })
  app.get('/', async () => 'here')
  await app.ready()
  const codes: number[] = []
  for (let turn = 0; turn < 20; turn++) {
    pause(120)
    // The library measures in the first turns of the event loop after the pause.
    for (let look = 0; look < 3; look++) {
      await new Promise((resolve) => setImmediate(resolve))
      codes.push((await app.inject('/')).statusCode)
    }
  }
  await app.close()
  expect(new Set(codes)).toEqual(new Set([200]))
})

test('a delay beyond the limit is told as an outage', async () => {
  const refused = overload.pressureHandler(undefined, undefined, 'eventLoopDelay', 3_500)
  await expect(refused).rejects.toMatchObject({ code: 'unavailable' })
})
