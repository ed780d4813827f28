import { expect, test } from 'vitest'
import { createMediaAddresses, masterPlaylist } from '../../../src/features/videos/video-addresses.ts'

const secret = 'a secret of the tests, of more than 32 characters'
const hour = 3_600_000
const start = Date.UTC(2026, 10, 30)

const read = (address: string) => {
  const { searchParams } = new URL(address, 'http://site.test')
  return { expires: Number(searchParams.get('expires')), signature: searchParams.get('signature') ?? '' }
}

test('an address stays the same for twelve hours, and is good for twelve to twenty-four', () => {
  let now = start
  const addresses = createMediaAddresses(secret, () => now)
  const sign = () => addresses.sign('v', '360p', 'aa/b.mp4', 'public')
  const first = sign()
  now = start + 12 * hour - 1
  expect(sign()).toBe(first)
  now = start + 12 * hour
  expect(sign()).not.toBe(first)
  expect(addresses.read(read(first), 'v', '360p', 'aa/b.mp4')).toEqual({
    audience: 'public',
    goodForMs: 12 * hour,
  })
  now = start + 24 * hour
  expect(addresses.read(read(first), 'v', '360p', 'aa/b.mp4')).toBeUndefined()
})

test('an address is of one file of one rendition of one video, of one audience and one site', () => {
  const addresses = createMediaAddresses(secret, () => start)
  const given = read(addresses.sign('v', '360p', 'aa/b.mp4', 'private'))
  expect(addresses.read(given, 'v', '360p', 'aa/b.mp4')?.audience).toBe('private')
  expect(addresses.read(given, 'w', '360p', 'aa/b.mp4')).toBeUndefined()
  expect(addresses.read(given, 'v', '480p', 'aa/b.mp4')).toBeUndefined()
  expect(addresses.read(given, 'v', '360p', 'aa/c.mp4')).toBeUndefined()
  expect(addresses.read({ ...given, signature: '' }, 'v', '360p', 'aa/b.mp4')).toBeUndefined()
  const other = createMediaAddresses(`${secret}!`, () => start)
  expect(other.read(given, 'v', '360p', 'aa/b.mp4')).toBeUndefined()
  // Nobody makes one that is good for ever.
  const late = read(
    createMediaAddresses(secret, () => start + 100 * hour).sign('v', '360p', 'aa/b.mp4', 'public'),
  )
  expect(addresses.read(late, 'v', '360p', 'aa/b.mp4')).toBeUndefined()
})

test('a master playlist names what is there, as RFC 8216 has it', () => {
  const common = { state: 'done', progress: 1, width: 640, height: 360, bytes: 1, problem: null } as const
  const made = {
    mediaKey: 'aa/b.mp4',
    width: 640,
    height: 360,
    codecs: 'avc1.4d401f,mp4a.40.2',
    frameRate: 30_000 / 1_001,
    peakBitsPerSecond: 900_000,
    averageBitsPerSecond: 700_000,
  }
  expect(
    masterPlaylist([
      { ...common, rung: '360p', made },
      { ...common, rung: '480p', state: 'running', made: null },
    ]),
  ).toBe(
    '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n' +
      '#EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=700000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970\n' +
      '360p.m3u8\n',
  )
})
