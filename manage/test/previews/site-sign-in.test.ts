import { expect, test } from 'vitest'
import { withVariables } from '../../src/previews/site-sign-in.ts'

test.each([
  ['', 'A=1\nB=$&\n'],
  ['X=0', 'X=0\nA=1\nB=$&\n'],
  ['# A=7\nA=0\nX=0\n', '# A=7\nA=1\nX=0\nB=$&\n'],
  ['A=1\nB=$&\n', 'A=1\nB=$&\n'],
  ['AA=0\nB=\n', 'AA=0\nB=$&\nA=1\n'],
])('in %j variables are written once, each in its place', (text, wanted) => {
  expect(withVariables(text, { A: '1', B: '$&' })).toBe(wanted)
})
