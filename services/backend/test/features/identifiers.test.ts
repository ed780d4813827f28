import { expect, test } from 'vitest'
import { newId, plainName, slugOf } from '../../src/features/identifiers.ts'

test('ids are UUIDs of version 7, in the order of their time', () => {
  const ids = [1, 2, 1_000, 2 ** 41].map((time) => newId(time))
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids).toEqual([...ids].sort())
  expect(newId(5)).not.toBe(newId(5))
})

test.each([
  ['Pika', 'pika'],
  ['  Élan  Vital! ', 'elan-vital'],
  ['Straße & Œuvre', 'strasse-oeuvre'],
  ['C++ / C#', 'c-c'],
  // As the scripts are romanised: pinyin by letter, Revised Romanization, and so on.
  ['한국어', 'hangugeo'],
  ['Редактор видео', 'redaktor-video'],
  ['Łódź', 'lodz'],
  ['🎨 Paint', 'art-paint'],
  ['« … »', ''],
  ['x'.repeat(100), 'x'.repeat(60)],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%j has the slug %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test.each(['日本語', 'مجانية', 'עברית', 'हिन्दी', 'ไทย', 'ქართული', '🎬🎬🎬'])(
  '%s has an address of its own',
  (name) => {
    expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  },
)

test('names are ordered without accents and case', () => {
  expect(['Zoo', 'Élan', 'eagle'].map(plainName).sort()).toEqual(['eagle', 'elan', 'zoo'])
})
