import { expect, test } from 'vitest'
import { parseLoudness } from '../../src/preview/loudness.ts'

const summary = (integrated: string, peak: string) => `[Parsed_ebur128_0 @ 0x55] Summary:

  Integrated loudness:
    I:         ${integrated} LUFS
    Threshold: -31.8 LUFS

  Loudness range:
    LRA:         4.5 LU
    Threshold: -41.8 LUFS

  True peak:
    Peak:       ${peak} dBFS
`

test('the summary is read', () => {
  expect(parseLoudness(summary('-21.7', '-18.1'))).toEqual({ integrated: -21.7, range: 4.5, truePeak: -18.1 })
})

test('silence has a figure', () => {
  expect(parseLoudness(summary('-inf', '-inf'))).toEqual({ integrated: -70, range: 4.5, truePeak: -120 })
})

test('no summary is a fault', () => {
  expect(() => parseLoudness('nothing')).toThrow(/said no I/)
})
