import fc from 'fast-check'
import { parseText } from 'media-captions'
import { describe, expect, test } from 'vitest'
import { WebVTTParser } from 'webvtt-parser'
import type { Cue } from '../../../src/features/captions/captions.ts'
import { readCaptions } from '../../../src/features/captions/read-captions.ts'
import { reflow } from '../../../src/features/captions/reflow.ts'
import { writeCaptions } from '../../../src/features/captions/write-captions.ts'

/** As the list of HTML has them; those that the parser brings along lack the semicolon. */
const references = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
const cue = (startMs: number, endMs: number, text: string): Cue => ({ startMs, endMs, text })
/** Captions one after the other, of words, of writing without spaces, of what WebVTT escapes. */
const captions = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 3_000 }),
      long: fc.integer({ min: 1, max: 9_000 }),
      words: fc.array(
        fc.oneof(
          fc.stringMatching(/^[a-zà-ü]{1,14}[.,!?]?$/),
          fc.stringMatching(/^[\u3041-\u3096\u4e00-\u4fff]{1,30}$/),
          fc.constantFrom('&', '<', '<i', 'x'.repeat(60), '👩‍👩‍👧', 'é', '—', '10 %'),
        ),
        { minLength: 1, maxLength: 20 },
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) => {
    let at = 0
    return drafts.map(({ gap, long, words }) => {
      const startMs = at + gap
      at = startMs + long
      return cue(startMs, at, words.join(' ').slice(0, 400).trim())
    })
  })
const milliseconds = (seconds: number) => Math.round(seconds * 1_000)

describe('what is written', () => {
  test('is WebVTT by the parser of those who define it, and holds what it was written of', () => {
    fc.assert(
      fc.property(captions, (cues) => {
        const { cues: read, errors } = new WebVTTParser(references).parse(
          writeCaptions(cues, 'vtt'),
          'captions',
        )
        expect(errors).toEqual([])
        const said = read.map(({ startTime, endTime, tree }) =>
          cue(
            milliseconds(startTime),
            milliseconds(endTime),
            tree.children.map(({ value = '' }) => value).join(''),
          ),
        )
        expect(said).toEqual(cues)
      }),
    )
  })

  test('is SubRip that a player reads as it was', async () => {
    await fc.assert(
      fc.asyncProperty(captions, async (cues) => {
        const { cues: read, errors } = await parseText(writeCaptions(cues, 'srt'), {
          type: 'srt',
          errors: true,
        })
        expect(errors).toEqual([])
        expect(
          read.map(({ startTime, endTime, text }) =>
            cue(milliseconds(startTime), milliseconds(endTime), text),
          ),
        ).toEqual(cues)
      }),
    )
  })

  test.each(['vtt', 'srt'] as const)('is read again as %s', (format) => {
    fc.assert(
      fc.property(captions, (cues) => {
        const plain = cues.map((each) => ({ ...each, text: each.text.replaceAll('<', '«') }))
        expect(readCaptions(Buffer.from(writeCaptions(plain, format)))).toMatchObject({ format, cues: plain })
      }),
    )
  })

  test('has times of more than a day of hours, and whole milliseconds', () => {
    expect(writeCaptions([cue(86_399_999, 90_000_001, 'x')], 'srt')).toBe(
      '1\n23:59:59,999 --> 25:00:00,001\nx\n',
    )
  })
})

/** Columns, where there is nothing but Latin letters and Chinese or Japanese ones. */
const columns = (text: string) =>
  [...text].reduce((sum, each) => sum + (/[\u3000-\u9fff]/.test(each) ? 2 : 1), 0)

describe('re-flow', () => {
  test.each([
    ['what fits stays as it was written', 'Short\nas it is', ['Short\nas it is']],
    [
      'a line too long becomes two, about as long, parted where a clause ends',
      'When the picture is sharp enough, colours come on their own',
      ['When the picture is sharp enough,\ncolours come on their own'],
    ],
    ['three lines become one where they fit', 'one\ntwo\nthree', ['one two three']],
    [
      'more than two lines become several captions, about as long',
      'Every picture that you have made is kept, and the tool shows them in the order in which you made them. Whoever opens the project sees the same.',
      [
        'Every picture that you have made is kept,\nand the tool shows them in the',
        'order in which you made them.\nWhoever opens the project sees the same.',
      ],
    ],
    [
      'Japanese is broken between characters, at two columns each, and no line begins with a full stop',
      '画像がすべて保存されるので、いつでも元に戻すことができます。共有も簡単にできます。',
      ['画像がすべて保存されるので、', 'いつでも元に戻すことができます。\n共有も簡単にできます。'],
    ],
    ['a word that no line holds is broken', 'x'.repeat(60), [`${'x'.repeat(42)}\n${'x'.repeat(18)}`]],
  ])('%s', (_, text, expected) => {
    expect(reflow([cue(0, 9_000, text)]).map((each) => each.text)).toEqual(expected)
  })

  test('several captions share the time of one by their lengths', () => {
    const [first, second, ...more] = reflow([
      cue(10_000, 20_000, `${'ab '.repeat(25)}cd. ${'ef '.repeat(25)}gh.`),
    ])
    expect([first?.startMs, second?.endMs, more]).toEqual([10_000, 20_000, []])
    expect(first?.endMs).toBe(second?.startMs)
    expect(Math.abs((first?.endMs ?? 0) - 15_000)).toBeLessThan(500)
  })

  test.each([
    ['into the silence after it', 5_000, 2_000],
    ['until shortly before the next', 1_500, 1_420],
    ['not at all where the next is there', 1_100, 1_100],
  ])('a caption too short to be read is shown longer: %s', (_, nextMs, endMs) => {
    const text = 'a'.repeat(34) // Two seconds at 17 characters a second.
    const [first, second] = reflow([cue(0, 1_100, text), cue(nextMs, nextMs + 3_000, 'b')])
    expect([first?.endMs, second?.startMs]).toEqual([endMs, nextMs])
  })

  test('every caption fits, none begins earlier, none runs into the next, nothing said is lost', () => {
    fc.assert(
      fc.property(captions, (cues) => {
        const set = reflow(cues)
        for (const { startMs, endMs, text } of set) {
          const lines = text.split('\n')
          expect(lines.length).toBeLessThanOrEqual(2)
          expect(
            Math.max(...lines.map((line) => columns(line.replaceAll('👩‍👩‍👧', 'xx')))),
          ).toBeLessThanOrEqual(42)
          expect(endMs).toBeGreaterThanOrEqual(startMs)
        }
        const bare = (some: readonly Cue[]) =>
          some
            .map(({ text }) => text)
            .join('')
            .replace(/\s/g, '')
        expect(bare(set)).toBe(bare(cues))
        for (const [index, each] of set.entries()) {
          expect(each.endMs).toBeLessThanOrEqual(set[index + 1]?.startMs ?? Number.POSITIVE_INFINITY)
        }
        expect(set.map(({ startMs }) => startMs)).toEqual(
          expect.arrayContaining(cues.map(({ startMs }) => startMs)),
        )
      }),
    )
  })
})
