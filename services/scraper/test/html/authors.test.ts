import { describe, expect, test } from 'vitest'
import { authorsOf, uninverted } from '../../src/html/authors.ts'

describe('a byline names', () => {
  test.each<[string, string[]]>([
    ['By Ines Marek', ['Ines Marek']],
    ['by: Ines Marek,', ['Ines Marek']],
    ['ByInes Marek', ['Ines Marek']],
    ['Byron Keats', ['Byron Keats']],
    ['Written by Ines Marek and Tom Oduya', ['Ines Marek', 'Tom Oduya']],
    ['Par Inès Marek et Thomas Petit', ['Inès Marek', 'Thomas Petit']],
    ['Par Inès Marek, publié le 9 mars 2022', ['Inès Marek']],
    ['Inès Marek, publiée le 9 mars 2022 à 8h30', ['Inès Marek']],
    ['Di Sara Conti, aggiornato il 3 maggio 2023', ['Sara Conti']],
    ['Von Ines Marek', ['Ines Marek']],
    ['Theodor von Kármán', ['Theodor von Kármán']],
    ['von Humboldt', ['von Humboldt']],
    ['Di Ines Marchetti', ['Ines Marchetti']],
    ['Door Inge de Wit', ['Inge de Wit']],
    ['Por María José Peña', ['María José Peña']],
    ['Escrito por Ana Gil el 3 de mayo', ['Ana Gil']],
    ['Ines Marek 05.24.16 5:42 AM', ['Ines Marek']],
    ['Ines Marek, March 3, 2019', ['Ines Marek']],
    ['Ines MarekMar 24, 2016', ['Ines Marek']],
    ['Ines Marek Published 3 hours ago', ['Ines Marek']],
    ['24 May 2016 by Ines Marek', ['Ines Marek']],
    ['May Sarton', ['May Sarton']],
    ['August Wilson', ['August Wilson']],
    ['Ines Marek | The Courier', ['Ines Marek']],
    ['Ines Marek, Staff Writer', ['Ines Marek']],
    ['Ines Marek, PhD', ['Ines Marek']],
    ['Sammy Davis, Jr.', ['Sammy Davis Jr.']],
    ['INES MAREK', ['Ines Marek']],
    ['Ines Marek Share Tweet', ['Ines Marek']],
    ['Ines Marek View all posts by Ines Marek', ['Ines Marek']],
    ['Ines Marek (@inesm) ines@mail.example', ['Ines Marek']],
    ['Ines Marek · 6 min read', ['Ines Marek']],
    ['Text: Ines Marek, Fotos: Jo Lind', ['Ines Marek']],
    ['夏目漱石', ['夏目漱石']],
    ['Ines Marek &amp; Tom Oduya', ['Ines Marek', 'Tom Oduya']],
  ])('%s', (line, names) => expect(authorsOf(line)).toEqual(names))

  test.each([
    'admin',
    'Posted by admin on May 4, 2019',
    'https://social.example/ines',
    '@ines',
    '3 comments',
    'May 24, 2016',
    'Editorial Team',
    'read more about how we work',
    '',
  ])('nobody: %s', (line) => expect(authorsOf(line)).toEqual([]))

  test('not the site itself', () => expect(authorsOf('The Courier', ['the courier'])).toEqual([]))
})

test('a catalogue’s entry is turned round, a list of people is not', () => {
  expect(uninverted('Wit, Inge de')).toBe('Inge de Wit')
  expect(uninverted('Ines Marek, Tom Oduya')).toBe('Ines Marek, Tom Oduya')
  expect(uninverted('Davis, Jr.')).toBe('Davis, Jr.')
})
