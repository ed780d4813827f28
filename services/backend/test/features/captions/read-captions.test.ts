import { Problem } from '@parlance/service-kit'
import { describe, expect, test } from 'vitest'
import { captionLimits } from '../../../src/features/captions/captions.ts'
import { readCaptions } from '../../../src/features/captions/read-captions.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const read = (text: string) => readCaptions(bytes(text))
const cue = (startMs: number, endMs: number, text: string) => ({ startMs, endMs, text })
const one = '1\n00:00:01,000 --> 00:00:02,500\n'

/** The problem of a file, its faults a text each. */
function faults(file: Uint8Array | string): { code: string; said: string; at: string[] } {
  try {
    readCaptions(typeof file === 'string' ? bytes(file) : file)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const errors = (error.extra.errors ?? []) as { path: string; message: string }[]
    return {
      code: error.code,
      said: error.detail,
      at: errors.map(({ path, message }) => `${path}: ${message}`),
    }
  }
  throw new Error('it was read')
}

describe('files that are read', () => {
  test.each([
    [
      'SubRip',
      `${one}Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\nlines\n`,
      [cue(1_000, 2_500, 'Hello'), cue(3_000, 4_000, 'Two\nlines')],
    ],
    [
      'WebVTT with all that it can hold',
      [
        'WEBVTT - a title',
        'Kind: captions',
        '',
        'NOTE',
        'not shown',
        '',
        'STYLE',
        '::cue { color: red }',
        '',
        'REGION',
        'id:fred',
        '',
        'an id',
        '01:02.000 --> 01:05.500 align:start position:10%',
        '<v Bob>Tom &amp; <i>you</i> &lt;3 &#233;</v>',
        '',
        '100:00.000 --> 100:01.000',
        'x',
      ]
        .join('\n')
        .replace('100:00.000 --> 100:01.000', '10:00:00.000 --> 10:00:01.000'),
      [cue(62_000, 65_500, 'Tom & you <3 é'), cue(36_000_000, 36_001_000, 'x')],
    ],
    [
      'a byte order mark and CRLF',
      `\ufeff${one}Hello\n`.replaceAll('\n', '\r\n'),
      [cue(1_000, 2_500, 'Hello')],
    ],
    ['the line ends of old Macs', `${one}Hello\n`.replaceAll('\n', '\r'), [cue(1_000, 2_500, 'Hello')]],
    [
      'a missing blank line',
      `${one}Hello\n2\n00:00:03,000 --> 00:00:04,000\nTwo`,
      [cue(1_000, 2_500, 'Hello'), cue(3_000, 4_000, 'Two')],
    ],
    [
      'a number that is said',
      `${one}42\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo`,
      [cue(1_000, 2_500, '42'), cue(3_000, 4_000, 'Two')],
    ],
    ['no hours', '1\n00:01,000 --> 00:02,500\nHello', [cue(1_000, 2_500, 'Hello')]],
    ['points in SubRip', '1\n00:00:01.000 --> 00:00:02.500\nHello, you', [cue(1_000, 2_500, 'Hello, you')]],
    ['commas in WebVTT', 'WEBVTT\n\n00:00:01,000 --> 00:00:02,500\nHello', [cue(1_000, 2_500, 'Hello')]],
    ['no numbers', '00:00:01,000 --> 00:00:02,500\nHello', [cue(1_000, 2_500, 'Hello')]],
    ['a fraction of one digit', '1\n0:00:01,5 --> 0:00:02\nHello', [cue(1_500, 2_000, 'Hello')]],
    [
      'places of SubRip',
      '1\n00:00:01,000 --> 00:00:02,500 X1:40 X2:600 Y1:20 Y2:50\nHello',
      [cue(1_000, 2_500, 'Hello')],
    ],
    [
      'markup of SubRip',
      `${one}<i>Hello</i> {\\an8}<font color="red">you</font>, 1 < 2 & <3>`,
      [cue(1_000, 2_500, 'Hello you, 1 < 2 & <3>')],
    ],
    ['NUL, tabs and spaces', `${one}  a\u0000\tb  `, [cue(1_000, 2_500, 'a b')]],
  ])('%s', (_, text, cues) => {
    expect(read(text).cues).toEqual(cues)
  })

  test.each([
    ['utf-8', bytes(`${one}Où ça`), 'utf-8'],
    ['Latin-1', bytes(`${one}Où ça`, 'latin1'), 'windows-1252'],
    ['UTF-16', bytes(`\ufeff${one}Où ça`, 'utf16le'), 'utf-16le'],
  ])('%s', (_, file, encoding) => {
    expect(readCaptions(file)).toMatchObject({ encoding, cues: [cue(1_000, 2_500, 'Où ça')] })
  })

  test('what is mended or left out is told of, with its line', () => {
    const { cues, notes } = readCaptions(
      bytes(
        '1\n00:00:05,000 --> 00:00:06,000\né\n\n2\n00:00:01,000 --> 00:00:03,000\nb\n\n3\n00:00:02,000 --> 00:00:04,000\nc\n\n4\n00:00:08,000 --> 00:00:09,000\n<i> </i>\n',
        'latin1',
      ),
    )
    expect(cues.map(({ text }) => text)).toEqual(['b', 'c', 'é'])
    expect(notes).toEqual([
      { line: 1, message: 'it is not UTF-8, and was read as Windows-1252 (Latin-1)' },
      { line: 14, message: 'it says nothing, and was left out' },
      { line: 6, message: 'it begins before the caption above it, and was put in its place' },
      { line: 10, message: 'it begins before the caption above it ends: both are shown' },
    ])
  })
})

describe('files that are not', () => {
  test.each([
    [
      'an end before the beginning',
      '1\n00:00:03,000 --> 00:00:02,000\nHello',
      ['line 2: it ends at 00:00:02,000, which is not after 00:00:03,000'],
    ],
    [
      'a time before the video',
      '1\n-00:00:01,000 --> 00:00:02,000\nHello',
      ['line 2: “-00:00:01,000” is before the beginning of the video'],
    ],
    ['no time', `${one}Hello\n\n2\nx --> y\nTwo`, ['line 6: “x” is no time: write it as 00:01:02,500']],
    [
      'a minute of 61 seconds',
      '1\n00:00:61,000 --> 00:02:02,000\nHello',
      ['line 2: “00:00:61,000” has more than 59 minutes or seconds'],
    ],
    [
      'after a day',
      '1\n25:00:00,000 --> 25:00:01,000\nHello',
      ['line 2: “25:00:00,000” is after more than 24 hours'],
    ],
    [
      'a text beside its time',
      '1\n00:00:01,000 --> 00:00:02,000 Hello',
      [
        'line 2: “00:00:01,000 --> 00:00:02,000 Hello” is more than a time: a caption begins on the next line',
      ],
    ],
    [
      'a blank line in a caption',
      `${one}Hello\n\nyou\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo`,
      ['line 5: “you” belongs to no time: a caption holds no blank line'],
    ],
    [
      'the same before the next time',
      `${one}Hello\n\nyou\n00:00:03,000 --> 00:00:04,000\nTwo`,
      ['line 5: “you” belongs to no time: a caption holds no blank line'],
    ],
    [
      'something else',
      'PK\u0003\u0004 is no text',
      ['line 1: “PK\u0003\u0004 is no text” belongs to no time: a caption holds no blank line'],
    ],
    ['nothing', '', ['line 1: there is no caption in it: a time such as 00:00:01,000 --> 00:00:02,500']],
    [
      'WebVTT without a caption',
      'WEBVTT\n\nNOTE x',
      ['line 1: there is no caption in it: a time such as 00:00:01,000 --> 00:00:02,500'],
    ],
    [
      'a caption as long as a page',
      `${one}${'x'.repeat(501)}`,
      ['line 2: a caption has at most 500 characters'],
    ],
  ])('%s', (_, text, at) => {
    expect(faults(text)).toMatchObject({ code: 'invalid', at })
  })

  test('every fault is told of at once, the first in the sentence, and no more than a page of them', () => {
    const bad = Array.from({ length: 30 }, (_, index) => `${index}\n00:00:02,000 --> 00:00:01,000\nx\n`).join(
      '\n',
    )
    const { said, at } = faults(bad)
    expect(said).toBe(
      'The captions cannot be read. Line 2: it ends at 00:00:01,000, which is not after 00:00:02,000.',
    )
    expect(at).toHaveLength(20)
    expect(at.at(-1)).toMatch(/^line 78: /)
  })

  test('over the limits', () => {
    const many = `${one}Hello\n\n`.repeat(captionLimits.cues + 1)
    expect(faults(many)).toMatchObject({
      code: 'too-large',
      said: 'A file of captions has at most 5000 of them.',
    })
    expect(faults(bytes('x'.repeat(captionLimits.bytes + 1)))).toMatchObject({
      code: 'too-large',
      said: 'A file of captions has at most 1024 KiB.',
    })
  })
})
