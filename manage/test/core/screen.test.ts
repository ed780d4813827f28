import { describe, expect, test } from 'vitest'
import { cut, openScreen } from '../../src/core/screen.ts'

const red = (text: string) => `\x1b[31m${text}\x1b[39m`

describe('a line that is wider than the terminal', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    [`ab${red('cd')}ef`, 6, `ab${red('cd')}ef`],
    // The colour is ended although its words are cut.
    [`ab${red('cdefg')}`, 4, `ab${red('c')}…`],
  ])('%j in %d columns', (line, columns, shown) => expect(cut(line, columns)).toBe(shown))
})

test('a screen leaves the terminal as it was, and shows no more lines than there are', () => {
  const written: string[] = []
  const screen = openScreen({ columns: 20, rows: 3, write: (text) => written.push(text) })
  screen.paint('one\ntwo\nthree\nfour\nfive')
  screen.close()
  expect(written[0]).toContain('\x1b[?1049h')
  expect(written[1]).toContain('one\x1b[K\ntwo\x1b[K\n… 3 more lines')
  expect(written[1]).not.toContain('three')
  expect(written[2]).toBe('\x1b[?25h\x1b[?1049l')
})
