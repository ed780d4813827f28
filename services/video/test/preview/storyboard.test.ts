import { expect, test } from 'vitest'
import { planStoryboard, storyboardCues } from '../../src/preview/storyboard.ts'

test('a short video needs none; a long one has a hundred pictures at most', () => {
  expect(planStoryboard(3.9, 640, 360)).toBeUndefined()
  expect(planStoryboard(5, 640, 360)).toEqual({
    every: 2,
    count: 3,
    columns: 3,
    rows: 1,
    width: 160,
    height: 90,
  })
  expect(planStoryboard(3_600, 1080, 1920)).toEqual({
    every: 36,
    count: 100,
    columns: 10,
    rows: 10,
    width: 90,
    height: 160,
  })
})

test('cues follow each other to the end and name parts of the sheet, row by row', () => {
  const board = planStoryboard(25.5, 1280, 720)
  if (!board) throw new Error('no storyboard')
  const cues = storyboardCues(board, 25.5).split('\n\n')
  expect(cues[0]).toBe('WEBVTT')
  expect(cues[1]).toBe('00:00:00.000 --> 00:00:02.000\nstoryboard.webp#xywh=0,0,160,90')
  expect(cues[11]).toBe('00:00:20.000 --> 00:00:22.000\nstoryboard.webp#xywh=0,90,160,90')
  expect(cues[13]).toBe('00:00:24.000 --> 00:00:25.500\nstoryboard.webp#xywh=320,90,160,90\n')
})
