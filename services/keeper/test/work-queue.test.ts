import { describe, expect, test } from 'vitest'
import { sideBySide, WorkQueue } from '../src/archive/work-queue.ts'

type Client = Parameters<WorkQueue<string>['workOff']>[0]
const connection = () => ({ end: async () => {} }) as Client

describe('work over several connections', () => {
  test('whoever finds nothing left waits for what the others are still doing', async () => {
    const [main, other] = [connection(), connection()]
    const finish = Promise.withResolvers<void>()
    const began = Promise.withResolvers<void>()
    const order: string[] = []
    const queue = new WorkQueue<string>(async (client, piece) => {
      began.resolve()
      if (client === other) await finish.promise
      order.push(piece)
    })
    const all = queue.withHelp([other], async () => {
      queue.add('the key of a table')
      await began.promise
      queue.close()
      const done = queue.workOff(main)
      // It can look as often as it likes: the other is not done.
      setImmediate(finish.resolve)
      await done
      order.push('what refers to it')
    })
    await all
    expect(order).toEqual(['the key of a table', 'what refers to it'])
  })

  test('the first error is what all say, and nobody waits for the others', async () => {
    const never = new Promise<void>(() => {})
    const [main, other] = [connection(), connection()]
    const queue = new WorkQueue<string>(async (client) => {
      if (client === other) throw new Error('refused by the server')
      await never
    })
    queue.add('one', 'two')
    queue.close()
    await expect(queue.withHelp([other], () => queue.workOff(main))).rejects.toThrow('refused by the server')
  })

  test('what comes of each piece is in the order of the pieces', async () => {
    const made = await sideBySide([connection(), connection()], [3, 1, 2], async (_, piece) => {
      for (let turn = 0; turn < piece; turn++) await new Promise(setImmediate)
      return piece * 10
    })
    expect(made).toEqual([30, 10, 20])
  })
})
