import { describe, expect, it } from 'vitest'
import { readStoryboard, tileAt } from '../../../src/features/videos/storyboard.ts'

const vtt = [
  'WEBVTT',
  '',
  '00:00.000 --> 00:05.000',
  '/media/board.webp?signature=a#xywh=0,0,160,90',
  '',
  '00:05.000 --> 01:00:10.500',
  'board.webp#xywh=160,90,160,90',
  '',
].join('\n')
const tiles = readStoryboard(vtt, 'https://api.example.org/videos/7/storyboard.vtt')

describe('readStoryboard', () => {
  it('reads times with and without hours, places, and addresses beside the file', () => {
    expect(tiles).toEqual([
      {
        start: 0,
        end: 5,
        url: 'https://api.example.org/media/board.webp?signature=a',
        x: 0,
        y: 0,
        width: 160,
        height: 90,
      },
      {
        start: 5,
        end: 3_610.5,
        url: 'https://api.example.org/videos/7/board.webp',
        x: 160,
        y: 90,
        width: 160,
        height: 90,
      },
    ])
  })

  it('leaves out what names no part of a picture', () => {
    expect(readStoryboard('WEBVTT\n\n00:00.000 --> 00:05.000\nwords', 'https://example.org')).toEqual([])
  })
})

describe('tileAt', () => {
  it('gives the picture of a moment, and the last one after the end', () => {
    expect([0, 4.99, 5, 4_000].map((time) => tileAt(tiles, time)?.x)).toEqual([0, 0, 160, 160])
    expect(tileAt([], 3)).toBeUndefined()
  })
})
