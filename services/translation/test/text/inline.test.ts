import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Glossary } from '../../src/text/glossary.ts'
import { maskInline } from '../../src/text/inline.ts'

/** Prose as it is, masked things between guillemets. */
function show(text: string, glossary = Glossary.none): string {
  return maskInline(text, glossary)
    .map((token) => ('prose' in token ? token.prose : `«${token.mask.source}»`))
    .join('')
}

describe('what is masked', () => {
  it.each([
    ['see https://example.org/a?b=1#c, then', 'see «https://example.org/a?b=1#c», then'],
    ['(www.example.org/x)', '(«www.example.org/x»)'],
    ['write to ana.b+c@mail.example.org.', 'write to «ana.b+c@mail.example.org».'],
    ['open config.json or /usr/local/bin now', 'open «config.json» or «/usr/local/bin» now'],
    ['run `npm i` and ``a ` b``', 'run «`npm i`» and «``a ` b``»'],
    ['before ```\nconst a = 1\n``` after', 'before «```\nconst a = 1\n```» after'],
    ['thanks @ana.b and #AI_tools', 'thanks «@ana.b» and «#AI_tools»'],
    ['a <b class="x">bold</b> word &amp; more', 'a «<b class="x">»bold«</b>» word «&amp;» more'],
    ['x <script>alert("the house")</script> y', 'x «<script>alert("the house")</script>» y'],
    [
      'hi {name}, you have {count, plural, one {# item} other {# items}}',
      'hi «{name}», you have «{count, plural, one {# item} other {# items}}»',
    ],
    ['{{ user.name }} has %d files and %(size)s', '«{{ user.name }}» has «%d» files and «%(size)s»'],
    ['it costs $12.50 or 10 € a month', 'it costs «$12.50» or «10 €» a month'],
    [
      '5 km at 120 km/h in 30 s, 1080p at 24 fps, 99.9%',
      '«5 km» at «120 km/h» in «30 s», 1080p at «24 fps», «99.9%»',
    ],
    ['on 2026-11-21 at 10:30:00 with v1.2.3', 'on «2026-11-21» at «10:30:00» with «v1.2.3»'],
    ['nice 👩‍👩‍👧‍👦🇫🇷👍🏽 :-) <3 :tada:', 'nice «👩‍👩‍👧‍👦»«🇫🇷»«👍🏽» «:-)» «<3» «:tada:»'],
    ['set MAX_SIZE, snake_case and --dry-run', 'set «MAX_SIZE», «snake_case» and «--dry-run»'],
    ['on GitHub and iPhone with TypeScript', 'on «GitHub» and «iPhone» with «TypeScript»'],
    ['as said [12] before', 'as said «[12]» before'],
    ['zero\u{200B}width and \u{202E}bidi\u{202C}', 'zero«\u{200B}»width and «\u{202E}»bidi«\u{202C}»'],
    ['a lone \u{D800} surrogate and \u{E000}', 'a lone «\u{D800}» surrogate and «\u{E000}»'],
    // Formulas, beside amounts of money.
    ['as $E = mc^2$ and $n$ show', 'as «$E = mc^2$» and «$n$» show'],
    ['so $$\\sum_{i} x_i$$ is it', 'so «$$\\sum_{i} x_i$$» is it'],
    ['it costs $7 and $8, or $9-$12', 'it costs «$7» and «$8», or «$9»-«$12»'],
    // Letters that name something.
    ['take vitamin D with plan C. Then rest', 'take vitamin «D» with plan «C». Then rest'],
    ['le groupe B et la salle A', 'le groupe «B» et la salle «A»'],
    ['go from X to Y', 'go from «X» to «Y»'],
    ['vitamin B12 on A4 as MP3', 'vitamin «B12» on «A4» as «MP3»'],
    ['choose b) tea or c) milk', 'choose «b)» tea or «c)» milk'],
    // Repositories, machines, paths, commands.
    ['fixed in acme/rocket#17 and rocket#8', 'fixed in «acme/rocket#17» and «rocket#8»'],
    ['log in as deploy@web-1 or git@host:a/b.git', 'log in as «deploy@web-1» or «git@host:a/b.git»'],
    [
      'copy it to pi@10.1.2.3:/srv/a from ann@box.example.org:b/c.git',
      'copy it to «pi@10.1.2.3:/srv/a» from «ann@box.example.org:b/c.git»',
    ],
    ['so \\(a_1 + b = \\alpha\\) is, \\(not so\\)', 'so «\\(a_1 + b = \\alpha\\)» is, \\(not so\\)'],
    [
      'in D:\\My Games\\Save 1\\a.sav, or \\\\nas\\films',
      'in «D:\\My Games\\Save 1\\a.sav», or «\\\\nas\\films»',
    ],
    ['start ./serve or ~/bin/x or ../lib.', 'start «./serve» or «~/bin/x» or «../lib».'],
    ['use make -j8 or git log --oneline here', 'use «make -j8» or «git log --oneline» here'],
    ['the end: ||he dies|| and @**Jo Li** knows', 'the end: «||he dies||» and «@**Jo Li**» knows'],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })

  it.each([
    'J. R. R. Tolkien and I wrote it, by J. Smith.',
    'This Is A Title Of A Book',
    'make it so, go there, find the door (see below)',
    'We have 3 tools for you in 2024.',
    'Don’t stop, e.g. today: it’s a well-known fact!',
    'Ça va ? Très bien, merci…',
    '¿Qué tal? ¡Muy bien!',
    'A sentence. Another one',
    'cost/benefit and either/or',
  ])('prose stays prose: %s', (text) => {
    expect(show(text)).toBe(text)
  })

  it('is the same whether the patterns are tried or the text is taken for plain prose at sight', () => {
    const never = { term: 'never-there', translation: '', language: '', caseSensitive: true }
    const pieces = fc.constantFrom(...'aBé .,;:!?()\'"“”«»¿¡-\n', '--', '-x', '(-o', 'e.g', 'aB', '=D', ':-(')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        expect(show(text)).toBe(show(text, new Glossary([never], 'fr')))
      }),
      { numRuns: 5_000 },
    )
  })

  it('takes long runs of hostile characters in good time', () => {
    for (const unit of [
      'a.',
      '@',
      '{',
      '`',
      '<',
      ':',
      '-',
      '1.',
      '👩‍',
      'aB',
      '/',
      'a@',
      '&',
      '_a',
      '||a',
      'a) ',
      '$a ',
      'C:\\a ',
    ]) {
      // Were one of these walked once for each of its letters, all of them would not be done within the test's time.
      expect(maskInline(unit.repeat(262_144 / unit.length), Glossary.none)).toBeDefined()
    }
  })
})

describe('a glossary', () => {
  const glossary = new Glossary(
    [
      { term: 'Parlance', translation: '', language: '', caseSensitive: true },
      { term: 'room', translation: 'salon', language: 'fr', caseSensitive: false },
      { term: 'chat room', translation: 'salon de discussion', language: 'fr', caseSensitive: false },
      { term: 'house', translation: 'Haus', language: 'de', caseSensitive: false },
      { term: 'C++ (new)', translation: '', language: '', caseSensitive: true },
    ],
    'fr',
  )
  const results = (text: string) =>
    maskInline(text, glossary).flatMap((token) => ('mask' in token ? [token.mask.result] : []))

  it('keeps terms, translates terms of its language, and takes the longest', () => {
    expect(show('Parlance has a Room, a chat room, a house', glossary)).toBe(
      '«Parlance» has a «Room», a «chat room», a house',
    )
    expect(results('Parlance has a Room, a chat room, a house')).toEqual([
      'Parlance',
      'salon',
      'salon de discussion',
    ])
  })

  it('takes whole words only, in the case it was given where that matters, and any signs', () => {
    expect(show('rooms, mushroom, parlance, C++ (new)', glossary)).toBe(
      'rooms, mushroom, parlance, «C++ (new)»',
    )
  })

  it('does not look into code and addresses', () => {
    expect(show('`room` {room}', glossary)).toBe('«`room`» «{room}»')
  })
})
