import { describe, expect, it } from 'vitest'
import { isOutage } from '../../src/plugins/outage.ts'

const withCode = (code: string, message = code) => Object.assign(new Error(message), { code })
/** As @prisma/driver-adapter-utils makes it. */
const adapterError = (cause: { kind: string }) => Object.assign(new Error(cause.kind), { cause })

// The shapes are those of pg 8 (client.js, pg-pool), Node's streams, and Prisma 7 with its adapter for pg.
describe('a database that cannot be used for now', () => {
  it.each<[string, unknown]>([
    ['refuses connections', withCode('ECONNREFUSED')],
    ['resets one', withCode('ECONNRESET')],
    [
      'ends while something is written',
      withCode('ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'),
    ],
    ['ends while it is asked', new Error('Connection terminated unexpectedly')],
    ['had ended before', new Error('Client has encountered a connection error and is not queryable')],
    ['is shut down', withCode('57P01')],
    ['closed before a transaction began', adapterError({ kind: 'ConnectionClosed' })],
    ['is not reachable for a transaction', adapterError({ kind: 'DatabaseNotReachable' })],
    [
      'ends inside of a call of Prisma, which has no code for it',
      new Error('\nInvalid `prisma.user.findUnique()` invocation:\n\n\nConnection terminated unexpectedly'),
    ],
    ['is not reachable, as Prisma says', withCode('P1001')],
    ['is the cause of something else', new Error('could not list', { cause: withCode('ECONNRESET') })],
  ])('that %s', (_, error) => expect(isOutage(error)).toBe(true))

  it.each<[string, unknown]>([
    ['a fault of ours', new TypeError("Cannot read properties of undefined (reading 'id')")],
    ['a row that is there twice', withCode('23505')],
    ['a row that is there twice, as the adapter says', adapterError({ kind: 'UniqueConstraintViolation' })],
    ['words that only mention it', new Error('a message about "Connection terminated unexpectedly"')],
    ['nothing', undefined],
  ])('and not %s', (_, error) => expect(isOutage(error)).toBe(false))
})
