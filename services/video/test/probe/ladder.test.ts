import { expect, test } from 'vitest'
import { ladderOf, mostBits, mostBytes } from '../../src/probe/ladder.ts'

const sizes = (width: number, height: number) =>
  ladderOf(width, height, 25).map((rung) => `${rung.name} ${rung.width}x${rung.height}`)

test('a ladder ends where the source ends', () => {
  expect(sizes(1920, 1080)).toEqual([
    '240p 426x240',
    '360p 640x360',
    '480p 854x480',
    '720p 1280x720',
    '1080p 1920x1080',
  ])
  expect(sizes(3840, 2160).at(-1)).toBe('1080p 1920x1080')
  expect(sizes(1280, 719).at(-1)).toBe('480p 854x480')
})

test('the shorter side names a rung of an upright video', () => {
  expect(sizes(1080, 1920).at(-1)).toBe('1080p 1080x1920')
  expect(sizes(1080, 1920)[0]).toBe('240p 240x426')
})

test('a source below the lowest rung has one of its own size, with even sides', () => {
  expect(sizes(101, 63)).toEqual(['source 102x64'])
  expect(sizes(1, 1)).toEqual(['source 2x2'])
})

test('more frames a second may take more bits, sound adds its own, and bytes follow from them', () => {
  const [slow] = ladderOf(426, 240, 25)
  const [fast] = ladderOf(426, 240, 60)
  if (!slow || !fast) throw new Error('no rung')
  expect(fast.videoBits).toBe(slow.videoBits * 1.5)
  expect(mostBits(slow, true) - mostBits(slow, false)).toBe(134_400)
  expect(mostBytes(slow, true, 60)).toBeGreaterThan((mostBits(slow, true) * 60) / 8)
})
