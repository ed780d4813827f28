import { beforeEach, expect, it } from 'vitest'
import { names, write } from '../../../src/components/storage.ts'
import { keepDraft, readDraft } from '../../../src/features/room/drafts.ts'

beforeEach(() => {
  for (const name of names('parlance_draft:')) write(name, null)
})

it('keeps what was typed, for each room by itself, until it is blank', () => {
  keepDraft('lobby', 'half a sent')
  keepDraft('krisp', '  with space ')
  expect([readDraft('lobby'), readDraft('krisp'), readDraft('other')]).toEqual([
    'half a sent',
    '  with space ',
    '',
  ])
  keepDraft('lobby', ' \n ')
  expect([readDraft('lobby'), readDraft('krisp')]).toEqual(['', '  with space '])
})

it('keeps those of fifty rooms; the oldest gives way', () => {
  for (let n = 0; n < 55; n++) keepDraft(`room-${n}`, `text ${n}`, 1_000 + n)
  keepDraft('room-20', 'newer', 5_000)
  expect(names('parlance_draft:')).toHaveLength(50)
  expect([readDraft('room-4'), readDraft('room-5'), readDraft('room-20')]).toEqual(['', 'text 5', 'newer'])
})

it.each(['not json', '{"text":1,"at":2}', 'null', '[]'])(
  'is empty where what is stored is no draft: %s',
  (text) => {
    write('parlance_draft:lobby', text)
    expect(readDraft('lobby')).toBe('')
  },
)
