import { describe, expect, test } from 'vitest'
import type { LogRecord } from '../../../src/engines/logs/log-record.ts'
import { lastOfEach, mergeRecords } from '../../../src/engines/logs/merge-records.ts'

const record = (service: string, second: number): LogRecord => ({
  service: service as LogRecord['service'],
  time: new Date(1_000 * second).toISOString(),
  level: 30,
  message: `${service} ${second}`,
  fields: {},
})
async function* source(service: string, ...seconds: number[]): AsyncGenerator<LogRecord> {
  for (const second of seconds) yield record(service, second)
}
async function all(records: AsyncIterable<LogRecord>): Promise<LogRecord[]> {
  const found: LogRecord[] = []
  for await (const record of records) found.push(record)
  return found
}
const messages = async (records: AsyncIterable<LogRecord>) =>
  (await all(records)).map(({ message }) => message)

describe('logs of several containers', () => {
  test('are one, in the order of time', async () => {
    const merged = mergeRecords([source('backend', 1, 4, 9), source('frontend'), source('edge', 2, 3, 10)])
    expect(await messages(merged)).toEqual([
      'backend 1',
      'edge 2',
      'edge 3',
      'backend 4',
      'backend 9',
      'edge 10',
    ])
  })

  test('are read no further than they are wanted', async () => {
    let given = 0
    let closed = false
    async function* endless(): AsyncGenerator<LogRecord> {
      try {
        for (;;) yield record('backend', ++given)
      } finally {
        closed = true
      }
    }
    for await (const { message } of mergeRecords([endless(), source('edge', 5)])) {
      if (message === 'edge 5') break
    }
    expect(given).toBeLessThan(8)
    expect(closed).toBe(true)
  })

  test('give the last lines of each service', async () => {
    const merged = mergeRecords([source('backend', 1, 4, 9), source('backend', 2, 6), source('edge', 3)])
    expect((await lastOfEach(merged, 2)).map(({ message }) => message)).toEqual([
      'edge 3',
      'backend 6',
      'backend 9',
    ])
  })
})
