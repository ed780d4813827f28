import { describe, expect, it } from 'vitest'
import { parseSession, remainingMs } from '../../../src/features/auth/session.ts'

const session = {
  token: 't',
  expiresAt: '2026-11-21T12:00:00.000Z',
  user: { id: 'u', name: 'Ann', role: 'guest', lang: 'en', email: null },
}

describe('sessions in storage', () => {
  it('come back as they were', () => {
    expect(parseSession(JSON.stringify(session))).toEqual(session)
  })

  it.each([null, '', 'no json', '{}', '"text"', 'null', JSON.stringify({ ...session, user: {} })])(
    'are none where %s is stored',
    (text) => {
      expect(parseSession(text)).toBeUndefined()
    },
  )

  it('end a little before their token does', () => {
    const end = Date.parse(session.expiresAt)
    expect(remainingMs(session, end - 65_000)).toBe(60_000)
    expect(remainingMs(session, end)).toBeLessThan(0)
  })
})
