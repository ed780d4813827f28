import { describe, expect, it } from 'vitest'
import { parseSession, remainingMs } from '../../../src/features/auth/session.ts'

const session = {
  expiresAt: '2026-11-21T12:00:00.000Z',
  user: { id: 'u', name: 'Ann', role: 'guest', lang: 'en', email: null },
}

describe('sessions in storage', () => {
  it('come back as they were', () => {
    expect(parseSession(JSON.stringify(session))).toEqual(session)
  })

  it.each([
    null,
    '',
    'no json',
    '{}',
    '"text"',
    'null',
    JSON.stringify({ ...session, user: {} }),
    JSON.stringify({ ...session, token: 't' }),
  ])('are none where %s is stored', (text) => {
    expect(parseSession(text)).toBeUndefined()
  })

  it('end a little before they would be refused', () => {
    const end = Date.parse(session.expiresAt)
    expect(remainingMs(session, end - 65_000)).toBe(60_000)
    expect(remainingMs(session, end)).toBeLessThan(0)
  })
})
