import { describe, expect, it } from 'vitest'
import { paletteOf } from '../../src/images/palette.ts'

const pixels = (...groups: [count: number, ...rgba: number[]][]) =>
  Uint8Array.from(groups.flatMap(([count, ...rgba]) => Array.from({ length: count }, () => rgba).flat()))

describe('paletteOf', () => {
  it('puts the most prominent colour first', () => {
    expect(paletteOf(pixels([300, 255, 0, 0, 255], [600, 0, 0, 255, 255], [100, 0, 255, 0, 255]), 5)).toEqual(
      ['#0000ff', '#ff0000', '#00ff00'],
    )
  })

  it('leaves out what is transparent', () => {
    expect(paletteOf(pixels([900, 255, 255, 255, 0], [10, 18, 52, 86, 255]), 5)).toEqual(['#123456'])
    expect(paletteOf(pixels([9, 1, 1, 1, 0]), 5)).toEqual([])
  })

  it('takes near colours for one, and no more than asked for', () => {
    expect(paletteOf(pixels([50, 200, 10, 10, 255], [50, 203, 12, 9, 255]), 5)).toHaveLength(1)
    const rainbow = Array.from({ length: 12 }, (_, n): [number, ...number[]] => [
      10,
      n * 20,
      255 - n * 20,
      (n * 67) % 255,
      255,
    ])
    expect(paletteOf(pixels(...rainbow), 3)).toHaveLength(3)
  })
})
