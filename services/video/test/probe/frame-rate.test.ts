import { expect, test } from 'vitest'
import { paceOf } from '../../src/probe/frame-rate.ts'

const every = (step: number, count: number) =>
  Float64Array.from({ length: count }, (_, index) => index * step)

test('a constant rate is kept as the fraction that the head names', () => {
  expect(paceOf(every(1_001 / 30_000, 300), ['30000/1001', '30000/1001'])).toEqual({
    rate: { frames: 30_000, seconds: 1_001 },
    variable: false,
  })
  // Times in whole thousandths, as Matroska keeps them.
  const rounded = every(1 / 30, 300).map((time) => Math.round(time * 1_000) / 1_000)
  expect(paceOf(rounded, ['30/1'])).toEqual({ rate: { frames: 30, seconds: 1 }, variable: false })
})

test('what the head claims and the frames do not keep is not believed', () => {
  expect(paceOf(every(0.04, 100), ['90000/1', '1000/1']).rate).toEqual({ frames: 25_000, seconds: 1_000 })
})

test('what is too fast or too slow is halved or multiplied', () => {
  expect(paceOf(every(1 / 120, 100), ['120/1']).rate).toEqual({ frames: 120, seconds: 2 })
  expect(paceOf(every(1, 100), ['1/1']).rate).toEqual({ frames: 10, seconds: 1 })
})

test('a rate that varies becomes a usual one', () => {
  const jumping = Float64Array.from({ length: 100 }, (_, index) => index * 0.04 + (index % 3) * 0.015)
  expect(paceOf(jumping, ['25/1'])).toEqual({ rate: { frames: 30, seconds: 1 }, variable: true })
})

test('one frame, or frames at one time, have a usual rate', () => {
  expect(paceOf(Float64Array.of(0), ['25/1'])).toEqual({ rate: { frames: 25, seconds: 1 }, variable: false })
  expect(paceOf(Float64Array.of(0, 0), ['25/1']).variable).toBe(true)
})
