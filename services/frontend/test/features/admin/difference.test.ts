import { expect, test } from 'vitest'
import { difference } from '../../../src/features/admin/difference.ts'

const shown = (before: string, after: string) =>
  difference(before, after).map(({ kind, text }) => `${{ same: '=', gone: '-', new: '+' }[kind]}${text}`)

const long = Array.from({ length: 900 }, (_, index) => `Sentence ${index} tells of it.`).join(' ')

test.each([
  [
    'one word of a sentence',
    'It cuts films fast.',
    'It cuts clips fast.',
    ['=It cuts ', '-films', '+clips', '= fast.'],
  ],
  ['a sentence more', 'It cuts films.', 'It cuts films. It is free.', ['=It cuts films.', '+ It is free.']],
  ['a line less of a list', 'Cuts\nJoins\nTitles', 'Cuts\nTitles', ['=Cuts\n', '-Joins\n', '=Titles']],
  ['accents and apostrophes', 'L’été à Liège', 'L’hiver à Liège', ['=L’', '-été', '+hiver', '= à Liège']],
  ['nothing before', '', 'It cuts films.', ['+It cuts films.']],
  [
    'other words altogether',
    'A garden of the king.',
    'The price of a boat.',
    ['-A garden of the king.', '+The price of a boat.'],
  ],
])('%s', (_what, before, after, pieces) => expect(shown(before, after)).toEqual(pieces))

test('one word within a text of thousands is found', () => {
  const pieces = difference(long, long.replace('Sentence 500 tells', 'Sentence 500 speaks'))
  expect(pieces.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'gone', text: 'tells' },
    { kind: 'new', text: 'speaks' },
  ])
  expect(pieces.map(({ text }) => text).join('')).toContain('Sentence 500 tellsspeaks of it.')
})

test('texts that differ in more than can be looked through have changed as a whole', () => {
  const other = long.replace(/tells/g, 'speaks').replace(/Sentence/g, 'Line')
  expect(difference(long, other)).toEqual([
    { kind: 'gone', text: long },
    { kind: 'new', text: other },
  ])
})
