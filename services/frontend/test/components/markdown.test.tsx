import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../src/components/markdown.tsx'

const html = (markdown: string) => renderToStaticMarkup(renderMarkdown(markdown))

describe('renderMarkdown', () => {
  it('keeps what a description needs', () => {
    expect(html('A **bold** word\n\n- one\n- two')).toBe(
      '<p>A <strong>bold</strong> word</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>',
    )
  })

  it('steps headings down below those of the page', () => {
    expect(html('# One\n\n## Two\n\n### Three')).toBe('<h3>One</h3>\n<h3>Two</h3>\n<h4>Three</h4>')
  })

  it('opens links elsewhere, without credit', () => {
    expect(html('[a](https://a.example)')).toBe(
      '<p><a href="https://a.example" rel="nofollow noopener ugc" target="_blank">a</a></p>',
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](vbscript:y)',
    '[x](data:text/html,z)',
    '![spy](https://spy.example/pixel.png)',
    '<iframe src="https://a.example"></iframe>',
    '<a href="https://a.example" onclick="x()">y</a>',
    '<style>body{display:none}</style>',
  ])('lets nothing run or call home: %s', (markdown) => {
    expect(html(markdown)).not.toMatch(/<(script|img|iframe|style)|on\w+=|javascript:|vbscript:|data:/i)
  })
})
