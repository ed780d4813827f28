import { describe, expect, test } from 'vitest'
import { holdsTooMuch } from '../../src/plugins/bodies.ts'

describe('a body that holds too many values', () => {
  test.each([
    ['a list of numbers', `[${'7,'.repeat(30_000)}7]`],
    ['brackets in brackets', '['.repeat(30_000)],
    ['members', `{${Array.from({ length: 30_000 }, (_, at) => `"m${at}":0`).join()}}`],
    ['short texts', `{"q":[${'"\\"",'.repeat(30_000)}""]}`],
  ])('is told before it is read: %s', (_what, json) => {
    expect(holdsTooMuch(json)).toBe(true)
  })

  test.each([
    ['signs in a text', JSON.stringify({ text: '[{,'.repeat(50_000) })],
    [
      'quotation marks and backslashes in a text',
      JSON.stringify({ text: '\\",["{'.repeat(50_000), more: ['\\\\'] }),
    ],
    ['a text without an end', `"${','.repeat(50_000)}`],
    ['a few thousand', JSON.stringify(Array.from({ length: 9_000 }, (_, at) => ({ at })))],
  ])('is not %s', (_what, json) => {
    expect(holdsTooMuch(json)).toBe(false)
  })
})
