import { expect, test } from 'vitest'
import type { FragmentedFile } from '../../src/boxes/read-file.ts'
import { checkRendition } from '../../src/encode/check-rendition.ts'
import type { MediaPlaylist } from '../../src/encode/playlist.ts'
import type { VideoFacts } from '../../src/probe/probe.ts'

// Six seconds at 25 frames a second in two fragments, as it should be; each case below has one thing otherwise.
const usual = { duration: 0, size: 0, flags: 0 }
const track = {
  id: 1,
  kind: 'video',
  timescale: 25,
  codec: 'avc1.64001f',
  width: 426,
  height: 240,
  begins: 0,
  usual,
} as const
const run = (from: number, frames: number) => ({
  track: 1,
  from,
  shownFrom: from,
  duration: frames,
  samples: frames,
  bytes: frames * 100,
  beginsWithKey: true,
  keys: 1,
})
const file: FragmentedFile = {
  bytes: 16_000,
  head: 1_000,
  tracks: [track],
  fragments: [
    { start: 1_000, end: 11_000, runs: [run(0, 100)] },
    { start: 11_000, end: 16_000, runs: [run(100, 50)] },
  ],
}
const playlist: MediaPlaylist = {
  targetSeconds: 4,
  head: { start: 0, end: 1_000 },
  segments: [
    { start: 1_000, end: 11_000, seconds: 4 },
    { start: 11_000, end: 16_000, seconds: 2 },
  ],
  names: ['media.mp4'],
  ended: true,
}
const facts = { seconds: 6.04, rate: { frames: 25, seconds: 1 }, audioStream: undefined } as VideoFacts
const rung = { name: '240p', width: 426, height: 240, videoBits: 400_000 }
const withRuns = (first: object, second: object): FragmentedFile => ({
  ...file,
  fragments: file.fragments.map((fragment, index) => ({
    ...fragment,
    runs: fragment.runs.map((one) => ({ ...one, ...(index === 0 ? first : second) })),
  })),
})
const withSegment = (second: object): MediaPlaylist => ({
  ...playlist,
  segments: playlist.segments.map((segment, index) => (index === 1 ? { ...segment, ...second } : segment)),
})

test('a rendition as it should be is told by its figures', () => {
  expect(checkRendition(file, playlist, facts, rung)).toEqual({
    seconds: 6,
    codecs: 'avc1.64001f',
    segments: 2,
    peakBits: 20_000,
    averageBits: 20_000,
  })
})

const faults: readonly (readonly [string, FragmentedFile, MediaPlaylist, RegExp])[] = [
  ['another size', { ...file, tracks: [{ ...track, width: 424 }] }, playlist, /424 × 240/],
  ['another codec', { ...file, tracks: [{ ...track, codec: 'hvc1' }] }, playlist, /hvc1/],
  [
    'sound that was not asked',
    { ...file, tracks: [track, { ...track, id: 2, kind: 'audio' }] },
    playlist,
    /audio and video/,
  ],
  ['a frame that is no key', withRuns({}, { beginsWithKey: false }), playlist, /segment 1 does not begin/],
  ['a key frame more', withRuns({ keys: 2 }, {}), playlist, /segment 0 has 2/],
  ['a key frame elsewhere', withRuns({}, { shownFrom: 99 }), playlist, /begins at 3.96 s and not at 4 s/],
  ['a film that begins late', withRuns({ shownFrom: 2 }, { shownFrom: 102 }), playlist, /begins at 0.08 s/],
  ['frames that are missing at the end', withRuns({}, { duration: 40 }), playlist, /lasts 5.600 s/],
  ['frames that are missing in the middle', withRuns({ duration: 98 }, {}), playlist, /gap before 4 s/],
  ['a range that begins late', file, withSegment({ start: 11_008 }), /segment 1 of its playlist/],
  ['a range that ends early', file, withSegment({ end: 15_999 }), /segment 1 of its playlist/],
  ['a segment that is said to be longer', file, withSegment({ seconds: 3 }), /not as long/],
  ['bytes that nobody names', { ...file, bytes: 16_100 }, playlist, /leaves bytes out/],
  ['another head', file, { ...playlist, head: { start: 0, end: 900 } }, /another head/],
  [
    'a segment that is missing',
    file,
    { ...playlist, segments: playlist.segments.slice(1) },
    /1 segments for 2/,
  ],
  [
    'another name',
    file,
    { ...playlist, names: ['media.mp4', 'https://example.org/'] },
    /names media.mp4, https/,
  ],
  ['no end', file, { ...playlist, ended: false }, /no end/],
]
test.each(faults)('%s is found', (_, found, named, words) => {
  expect(() => checkRendition(found, named, facts, rung)).toThrow(words)
})
