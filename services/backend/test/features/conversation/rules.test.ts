import { Problem } from '@parlance/service-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanBody } from '../../../src/features/conversation/message-body.ts'
import { Presence, reportTtlMs } from '../../../src/features/conversation/presence.ts'
import { TokenBucket } from '../../../src/features/conversation/token-bucket.ts'

describe('a message’s text', () => {
  test.each([
    ['  a\r\nb\rc  ', 'a\nb\nc'],
    ['a\u0000b\u0007c\u001b[31m', 'abc[31m'],
    ['tab\tstays', 'tab\tstays'],
    ['e\u0301', 'é'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['👩‍👩‍👧 \u200f‏مرحبا', '👩‍👩‍👧 \u200f‏مرحبا'],
  ])('%j is kept as %j', (text, body) => {
    expect(cleanBody(text)).toBe(body)
  })

  test.each([
    ['nothing', ''],
    ['only space', ' \n\t'],
    ['only control characters', '\u0000'],
    ['too much', 'x'.repeat(4_001)],
  ])('%s is refused', (_what, text) => {
    expect(() => cleanBody(text)).toThrow(Problem)
  })

  test('cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), (text) => {
        fc.pre(/[^\p{Cc}\s]/u.test(text))
        const once = cleanBody(text)
        expect(cleanBody(once)).toBe(once)
      }),
    )
  })
})

describe('a token bucket', () => {
  test('lets a burst through, then as many as flow in, and says how long to wait', () => {
    const bucket = new TokenBucket(3, 250, 0)
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0, 4])
    expect(bucket.take(3)).toBe(1)
    expect(bucket.take(4)).toBe(0)
    expect([10_000, 10_000, 10_000, 10_000].map((now) => bucket.take(now))).toEqual([0, 0, 0, 4])
  })

  test('a clock that goes back gives nothing', () => {
    const bucket = new TokenBucket(1, 1, 1_000)
    bucket.take(1_000)
    expect(bucket.take(0)).toBeGreaterThan(0)
  })
})

describe('presence', () => {
  const ann = { id: 'a', name: 'Ann' }
  const bob = { id: 'b', name: 'Bob' }

  test('somebody with two windows is one, until both are closed; the nameless are counted', () => {
    const presence = new Presence()
    presence.enter(ann, 'en')
    presence.enter(ann, 'fr')
    presence.enter(null, 'en')
    presence.enter(null, 'de')
    expect(presence.everybody()).toEqual({ users: [ann], guests: 2 })
    presence.leave(ann, 'en')
    presence.leave(null, 'de')
    expect(presence.everybody()).toEqual({ users: [ann], guests: 1 })
    expect(presence.languages().sort()).toEqual(['en', 'fr'])
    presence.leave(ann, 'fr')
    expect(presence.everybody()).toEqual({ users: [], guests: 1 })
    expect(presence.languages()).toEqual(['en'])
  })

  test('other backends add theirs, until they report nobody or fall silent', () => {
    const presence = new Presence()
    presence.enter(ann, 'en')
    presence.hear('x', { users: [ann, bob], guests: 3, languages: ['es'] }, 0)
    presence.hear('y', { users: [], guests: 1, languages: ['nl'] }, reportTtlMs)
    expect(presence.everybody()).toEqual({ users: [ann, bob], guests: 4 })
    expect(presence.languages().sort()).toEqual(['en', 'es', 'nl'])
    presence.expire(reportTtlMs + 1)
    expect(presence.everybody()).toEqual({ users: [ann], guests: 1 })
    presence.hear('y', { users: [], guests: 0, languages: [] }, reportTtlMs)
    expect(presence.languages()).toEqual(['en'])
  })

  test('of a crowd the first fifty are named', () => {
    const presence = new Presence()
    for (let n = 0; n < 200; n++) presence.enter({ id: `u${1_000 + n}`, name: 'U' }, 'en')
    expect(presence.everybody().users).toHaveLength(50)
    expect(presence.report().users).toHaveLength(50)
  })
})
