import { maxBodyLength } from '@parlance/contracts/chat'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  AckDeadlines,
  ackDeadlineMs,
  bodyLimit,
  newPending,
  readBody,
  sendFrame,
} from '../../../src/features/room/outbox.ts'
import { sentLanguage } from '../../../src/features/room/preferences.ts'
import { socketAddress } from '../../../src/features/room/socket-address.ts'

describe('what is sent', () => {
  it('has the limit of the protocol', () => {
    expect(bodyLimit).toBe(maxBodyLength)
  })

  it('keeps lines and inner spaces, and drops blank ends', () => {
    expect(readBody('\n  hello\r\n  there  \n\n')).toBe('  hello\n  there')
    expect(readBody(' \n\t ')).toBeUndefined()
    expect(readBody('x'.repeat(bodyLimit))).toHaveLength(bodyLimit)
    expect(readBody('x'.repeat(bodyLimit + 1))).toBeUndefined()
  })

  it('names a language only where somebody chose one', () => {
    const message = newPending('hi', sentLanguage('auto'))
    expect(sendFrame('r', message)).toEqual({
      type: 'send',
      room: 'r',
      clientId: message.clientId,
      body: 'hi',
    })
    expect(sendFrame('r', newPending('hi', sentLanguage('de')))).toMatchObject({ lang: 'de' })
    expect(newPending('a', undefined).clientId).not.toBe(newPending('a', undefined).clientId)
  })

  it('goes to the socket beside the interface it reads from', () => {
    expect(socketAddress('http://localhost:3002', 'http://localhost:3001')).toBe('ws://localhost:3002/ws')
    expect(socketAddress('', 'https://parlance.example')).toBe('wss://parlance.example/ws')
  })
})

describe('AckDeadlines', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('miss what was not acknowledged in time, once', () => {
    const missed: string[] = []
    const deadlines = new AckDeadlines((clientId) => missed.push(clientId))
    deadlines.start('a')
    deadlines.start('b')
    deadlines.settle('b')
    vi.advanceTimersByTime(ackDeadlineMs - 1)
    expect(missed).toEqual([])
    vi.advanceTimersByTime(60_000)
    expect(missed).toEqual(['a'])
  })

  it('start anew with a retry, and leave nothing behind when cleared', () => {
    const missed: string[] = []
    const deadlines = new AckDeadlines((clientId) => missed.push(clientId))
    deadlines.start('a')
    vi.advanceTimersByTime(ackDeadlineMs - 1)
    deadlines.start('a')
    vi.advanceTimersByTime(ackDeadlineMs - 1)
    deadlines.clear()
    vi.advanceTimersByTime(60_000)
    expect(missed).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
