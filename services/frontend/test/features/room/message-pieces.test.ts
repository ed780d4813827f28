import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Piece, piecesOf } from '../../../src/features/room/message-pieces.ts'

/** Pieces written back in a short form. */
const short = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text
        case 'code':
          return `{code ${piece.text}}`
        case 'link':
          return `{${short(piece.pieces)} → ${piece.href}}`
        default:
          return `{${piece.kind} ${short(piece.pieces)}}`
      }
    })
    .join('')

describe('piecesOf', () => {
  it.each([
    ['plain words', 'plain words'],
    ['see https://a.example/x.', 'see {https://a.example/x → https://a.example/x}.'],
    ['(https://a.example/b_(c))', '({https://a.example/b_(c) → https://a.example/b_(c)})'],
    ['[Descript](/en/tools/descript)!', '{Descript → /en/tools/descript}!'],
    ['[a](https://a.example)', '{a → https://a.example}'],
    ['it *is* **very good**', 'it {emphasis is} {strong very good}'],
    ['**see https://a.example**', '{strong see {https://a.example → https://a.example}}'],
    ['run `npm *start*` now', 'run {code npm *start*} now'],
    ['2 * 3 * 4 and a ** b', '2 * 3 * 4 and a ** b'],
    ['line one\nline two', 'line one\nline two'],
  ])('%s', (text, expected) => {
    expect(short(piecesOf(text))).toBe(expected)
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](//evil.example)',
    '[x](data:text/html,y)',
    '<b>no</b>',
    'javascript:alert(1)',
  ])('makes no link of %s', (text) => {
    expect(short(piecesOf(text))).toBe(text)
  })

  it('only ever links to the web or to this site, and never loops or loses plain words', () => {
    const hrefs = (pieces: readonly Piece[]): string[] =>
      pieces.flatMap((piece) => {
        if (piece.kind === 'link') return [piece.href, ...hrefs(piece.pieces)]
        return 'pieces' in piece ? hrefs(piece.pieces) : []
      })
    const noise = fc.array(
      fc.constantFrom(
        '*',
        '**',
        '`',
        '[a](',
        ')',
        'https://x.example',
        '/',
        'javascript:',
        ' ',
        'wörd',
        '\n',
      ),
    )
    fc.assert(
      fc.property(noise, (parts) => {
        const pieces = piecesOf(parts.join(''))
        for (const href of hrefs(pieces)) expect(href).toMatch(/^(https?:\/\/|\/(?!\/))/)
      }),
    )
  })
})
