import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { findBreach, isStorable } from '../../src/features/first-breach.ts'

const schema = Type.Object({
  title: Type.Optional(Type.String({ maxLength: 5 })),
  lines: Type.Optional(Type.Array(Type.String({ maxLength: 5 }), { minItems: 1, maxItems: 3 })),
  one: Type.Optional(Type.Union([Type.String({ maxLength: 5 }), Type.Array(Type.String(), { maxItems: 2 })])),
})

/** A list that tells how far it was looked into. */
function watchedList(length: number): { list: unknown[]; touched: () => number } {
  let touched = 0
  const list = new Proxy(Array(length).fill(1) as unknown[], {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) touched++
      return Reflect.get(target, key)
    },
  })
  return { list, touched: () => touched }
}

describe('sizes', () => {
  test('of a list are told without looking into it', () => {
    const { list, touched } = watchedList(700_000)
    expect(findBreach(schema, { lines: list })).toEqual({
      instancePath: '/lines',
      message: 'must not have more than 3 items',
    })
    expect(touched()).toBe(0)
  })

  test('that nobody named are not walked', () => {
    const { list, touched } = watchedList(1_000)
    expect(findBreach(schema, { other: list, title: 'a' })).toBeUndefined()
    expect(touched()).toBe(0)
  })

  test.each([
    ['a text', { title: 'x'.repeat(11) }, '/title'],
    ['a text in a list', { lines: ['a', 'x'.repeat(11)] }, '/lines/1'],
    ['an empty list', { lines: [] }, '/lines'],
    ['a list where either may stand', { one: ['a', 'b', 'c'] }, '/one'],
    ['a list where an object is due', [1, 2], ''],
  ])('%s', (_what, value, path) => {
    expect(findBreach(schema, value)?.instancePath).toBe(path)
  })

  test('characters beyond the first plane count once', () => {
    expect(findBreach(schema, { title: '\u{1f600}'.repeat(5) })).toBeUndefined()
  })

  test('a member that is not allowed is named, and the rest not looked at', () => {
    const strict = Type.Object({ a: Type.Optional(Type.String()) }, { additionalProperties: false })
    expect(findBreach(strict, { a: 'x', b: 1, c: 2 })?.message).toContain('"b"')
  })
})

describe('text that cannot be kept is refused, by the name of its field', () => {
  test.each([
    ['U+0000', 'a\u0000b'],
    ['the first half of a pair', 'a\ud83d'],
    ['the second half of a pair', '\ude00a'],
    ['halves the wrong way round', '\ude00\ud83d'],
  ])('%s', (_what, text) => {
    expect(isStorable(text)).toBe(false)
    expect(findBreach(schema, { title: text })?.instancePath).toBe('/title')
    expect(findBreach(schema, { lines: ['a', text] })?.instancePath).toBe('/lines/1')
    expect(findBreach(schema, { one: text })?.instancePath).toBe('/one')
  })

  test.each(['', 'plain', '\u{1f600}', '\u0001\uffff', 'é'])('%j is kept', (text) => {
    expect(isStorable(text)).toBe(true)
  })
})
