import { describe, expect, it, test } from 'vitest'
import { cleanLine, isNotice } from '../../src/html/text-hygiene.ts'

describe('cleanLine', () => {
  test.each([
    ['entities, once', 'Salt &amp; Pepper', 'Salt & Pepper'],
    ['entities, encoded twice', 'Salt &amp;amp; Pepper&amp;#8217;s', 'Salt & Pepper’s'],
    ['tags that were forgotten', 'A <b>bold</b> name<br/>and more', 'A bold name and more'],
    ['what only looks like a tag', 'Vec<T> where a < b > c', 'Vec<T> where a < b > c'],
    ['white space of every kind', ' one\u00a0two\t\n  three\u2003four ', 'one two three four'],
    ['what has no width', 'in\u00advis\u200bible\ufeff \u202eword\u202c', 'invisible word'],
    ['marks of typography', '“Quoted” – it’s 5 × 6…', '“Quoted” – it’s 5 × 6…'],
    ['emoji that are joined', '👩‍💻 at work', '👩‍💻 at work'],
    ['text whose bytes were lost', '\ufffd\ufffd\ufffd, \ufffd\ufffd', ''],
    ['text read in the wrong encoding', 'La cafÃ©tÃ©ria d\u00e2â€™Ã©tÃ©', ''],
    ['nothing', undefined, ''],
  ])('handles %s', (_what, text, wanted) => {
    expect(cleanLine(text)).toBe(wanted)
  })
})

describe('a notice', () => {
  test.each([
    'This website uses cookies to ensure you get the best experience.',
    'Nous utilisons des cookies pour mesurer l’audience.',
    'Wir verwenden Cookies, um Inhalte zu personalisieren.',
    'Utilizamos cookies propias y de terceros.',
    'Questo sito utilizza i cookie per offrirti una migliore esperienza.',
    'Wij gebruiken cookies om de site te verbeteren.',
    'Utilizamos cookies para melhorar a sua navegação.',
    'You need to enable JavaScript to run this app.',
    'Please turn off your ad blocker.',
  ])('is told: %s', (text) => expect(isNotice(text)).toBe(true))

  test.each([
    'A recipe for oatmeal cookies with raisins that stay soft for a week.',
    'A JavaScript library that draws charts, in four kilobytes.',
    'Manage your team’s privacy requests in one place.',
  ])('is not: %s', (text) => expect(isNotice(text)).toBe(false))

  it('is short: an article about cookies is none', () => {
    expect(
      isNotice(`We use cookies. ${'A browser keeps them for every site that it visits. '.repeat(20)}`),
    ).toBe(false)
  })
})
