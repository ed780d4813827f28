import { expect, test } from 'vitest'
import { parsePlaylist } from '../../src/encode/playlist.ts'

const text = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-MAP:URI="media.mp4",BYTERANGE="1353@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:190867@1353
media.mp4
#EXTINF:2.5,
#EXT-X-BYTERANGE:10@192220
media.mp4
#EXT-X-ENDLIST
`

test('ranges, lengths and names are read', () => {
  expect(parsePlaylist(text)).toEqual({
    targetSeconds: 4,
    head: { start: 0, end: 1_353 },
    segments: [
      { start: 1_353, end: 192_220, seconds: 4 },
      { start: 192_220, end: 192_230, seconds: 2.5 },
    ],
    names: ['media.mp4'],
    ended: true,
  })
})

test('an end that is missing and a name that is another are seen', () => {
  expect(parsePlaylist(text.replace('#EXT-X-ENDLIST\n', '')).ended).toBe(false)
  expect(parsePlaylist(text.replace('\nmedia.mp4\n', '\nhttps://example.org/x\n')).names).toEqual([
    'media.mp4',
    'https://example.org/x',
  ])
})

test('a segment without its range is a fault', () => {
  expect(() => parsePlaylist(text.replace('#EXT-X-BYTERANGE:10@192220\n', ''))).toThrow(/no range/)
  expect(() => parsePlaylist(text.replace('10@192220', '10'))).toThrow(/range of bytes/)
  expect(() => parsePlaylist('not one')).toThrow(/begin/)
})
