import { describe, expect, it } from 'vitest'
import { absolute, oneLine, parsePage } from '../../src/html/dom.ts'
import { proseOf } from '../../src/html/plain-text.ts'

describe('parsePage', () => {
  it('builds what is not written', () => {
    const page = parsePage('<title>t</title><p>one<p>two')
    expect(page.querySelector('head > title')?.textContent).toBe('t')
    expect([...(page.body?.querySelectorAll('p') ?? [])]).toHaveLength(2)
  })

  it('survives nesting deeper than any browser allows', () => {
    const page = parsePage(`<p>top</p>${'<div>'.repeat(3_000)}bottom`)
    expect(page.body?.textContent).toContain('top')
    expect(page.body?.textContent).not.toContain('bottom')
  })
})

describe('proseOf', () => {
  const prose = (html: string, max = 1_000) => proseOf(parsePage(html), max)

  it('gives each block a line, and folds white space', () => {
    expect(prose('<h1>A\n  b</h1><p>c <b>d</b>e</p>f<br>g<ul><li>h<li>i</ul>')).toEqual([
      'A b',
      'c de',
      'f',
      'g',
      'h',
      'i',
    ])
  })

  it('leaves out what is not for reading', () => {
    expect(
      prose('<script>x</script><nav>n</nav><p>text</p><svg><text>s</text></svg><button>b</button>'),
    ).toEqual(['text'])
  })

  it('stops at its limit, and not in the middle of a character', () => {
    const lines = prose(`<p>${'word '.repeat(100)}</p><p>${'😀'.repeat(100)}</p>`, 601)
    expect(lines.join('\n\n').length).toBeLessThanOrEqual(601)
    expect(lines.every((line) => line.isWellFormed())).toBe(true)
  })
})

it('oneLine cuts at a word', () => {
  expect(oneLine('  one\n two  ', 100)).toBe('one two')
  expect(oneLine('one two three', 9)).toBe('one two…')
  expect(oneLine('x'.repeat(50), 10)).toBe(`${'x'.repeat(10)}…`)
  expect(oneLine(null, 10)).toBe('')
})

it('absolute takes addresses of the web alone', () => {
  const base = 'https://example.org/a/b'
  expect(
    ['c', '/d', '//e.example/f', ' g ', 'javascript:1', 'data:x', 'mailto:a@b', 'http://[', '', null].map(
      (link) => absolute(link, base),
    ),
  ).toEqual([
    'https://example.org/a/c',
    'https://example.org/d',
    'https://e.example/f',
    'https://example.org/a/g',
    '',
    '',
    '',
    '',
    '',
    '',
  ])
})
