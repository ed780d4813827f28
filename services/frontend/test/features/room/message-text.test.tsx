import * as fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MessageText, RenderedMessages } from '../../../src/features/room/message-text.tsx'
import { hasMarks, type MessageTree } from '../../../src/features/room/message-tree.ts'
import { parseMessage } from '../../../src/features/room/parse-message.ts'
import { renderMessage } from '../../../src/features/room/render-message.tsx'

/** What a message is shown as: tags without their looks. */
function shown(text: string): string {
  const html = renderToStaticMarkup(
    <RenderedMessages value={{ [text]: renderMessage(text, 'fr') }}>
      <MessageText text={text} />
    </RenderedMessages>,
  )
  return html.replace(/ (?:class|dir|title|rel|target|tabindex)="[^"]*"/g, '').replace(/<\/?bdi>/g, '')
}

const line = (html: string) => `<span>${html}</span>`
const link = (href: string, name = href) => `<a href="${href}">${name}</a>`

describe('a message with marks', () => {
  it.each([
    ['see https://a.example/x.', `see ${link('https://a.example/x')}.`],
    ['(https://a.example/b_(c))', `(${link('https://a.example/b_(c)')})`],
    ['[Bell](https://a.example/wiki/Bell_(town))', link('https://a.example/wiki/Bell_(town)', 'Bell')],
    [
      '[a [b] c](https://a.example/?x=[1]&y=(2))',
      link('https://a.example/?x=%5B1%5D&amp;y=(2)', 'a [b] c').replace('%5B1%5D', '[1]'),
    ],
    ['[x](<https://a.example/a b>)', link('https://a.example/a b', 'x')],
    ['« https://a.example/fr »', `« ${link('https://a.example/fr')} »`],
    ['“https://a.example/x”', `“${link('https://a.example/x')}”`],
    ['[Descript](/en/tools/descript)!', `${link('/fr/tools/descript', 'Descript')}!`],
    ['it *is* **very good**, ~~not~~', 'it <em>is</em> <strong>very good</strong>, <del>not</del>'],
    ['run `npm *start*` now', 'run <code>npm *start*</code> now'],
    ['2 * 3 * 4 and a ** b', '2 * 3 * 4 and a ** b'],
    ['snake_case_name and C:\\new\\table', 'snake_case_name and C:\\new\\table'],
    ['a *line* one\nline two', 'a <em>line</em> one\nline two'],
    ['Not a *title*\n---', 'Not a <em>title</em></span><hr/><span>'],
  ])('%s', (text, html) => {
    expect(shown(text)).toBe(line(html).replace('<span></span>', ''))
  })

  it('has fences, lists and quotes, with what is in them as it was written', () => {
    expect(shown('```ts\nconst a = "*b*"  // x\n\n  c\n```')).toBe(
      '<pre><code>const a = &quot;*b*&quot;  // x\n\n  c</code></pre>',
    )
    expect(shown('Todo:\n- one\n- two **b**\n  1. deep')).toBe(
      `${line('Todo:')}<ul><li>one</li><li>two <strong>b</strong><ol start="1"><li>deep</li></ol></li></ul>`,
    )
    expect(shown('7. seven\n8. eight')).toBe('<ol start="7"><li>seven</li><li>eight</li></ol>')
    expect(shown('> said *so*\n\nMe too')).toBe(
      `<blockquote>${line('said <em>so</em>')}</blockquote>${line('Me too')}`,
    )
    expect(shown('- [x] done\n- [ ] open')).toBe('<ul><li>☑ done</li><li>☐ open</li></ul>')
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](//evil.example)',
    '[x](/\\evil.example)',
    '[x](data:text/html,y)',
    '![spy](https://spy.example/pixel.png)',
    'a[^1]',
  ])('shows as it was written what it does not do: %s', (text) => {
    expect(shown(text)).toBe(line(text))
  })

  it('never makes HTML of HTML', () => {
    expect(shown('<b onclick="x()">no</b> <img src=x onerror=alert(1)>')).not.toMatch(/<(b|img)/)
  })

  it('lets nothing turn the direction of what stands around it', () => {
    const override = '\u202e'
    expect(shown(`${override}evil *words*`)).toBe(line('evil <em>words</em>'))
    expect(shown(`https://a.example/${override}gpj.exe`)).not.toContain(override)
    expect(shown(`\`if (a) {\u2066 }\u2069${override}\``)).toBe(line('<code>if (a) { }</code>'))
    const arabic = 'مرحبا **بالعالم** \u2067abc\u2069'
    expect(shown(arabic)).toBe(line('مرحبا <strong>بالعالم</strong> \u2067abc\u2069'))
  })
})

describe('what needs the parser', () => {
  it.each(['Hello there!', 'It costs 5,50 € (today).', 'a-b, 3 - 2; x = y / z', 'Ça va\u202f?'])(
    'not %s',
    (text) => {
      expect(hasMarks(text)).toBe(false)
      expect(parseMessage(text)).toEqual([{ kind: 'paragraph', of: [text] }])
    },
  )

  it.each([
    '*a*',
    'https://a.example',
    'www.a.example',
    '- a',
    '1) a',
    '# a',
    '> a',
    '`a`',
    '~~a~~',
    'me@a.example',
    '---',
  ])('but %s', (text) => {
    expect(hasMarks(text)).toBe(true)
  })
})

it('only ever links to the web, to mail or to this site', () => {
  const hrefs = (tree: MessageTree): string[] =>
    tree.flatMap((node) => {
      if (typeof node === 'string' || !('of' in node)) return []
      return [...(node.kind === 'link' ? [node.href] : []), ...hrefs(node.of)]
    })
  const noise = fc.array(
    fc.constantFrom(
      '*',
      '**',
      '`',
      '[a](',
      ')',
      '<',
      '>',
      'https://x.example',
      '/',
      '\\',
      'javascript:',
      ' ',
      'wörd',
      '\n',
    ),
  )
  fc.assert(
    fc.property(noise, (parts) => {
      for (const href of hrefs(parseMessage(parts.join('')))) {
        expect(href).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\]))/)
      }
    }),
  )
})
