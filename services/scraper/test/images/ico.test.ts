import { describe, expect, it } from 'vitest'
import { isIco, largestOfIco } from '../../src/images/ico.ts'

/** An ICO file of the given images. */
function ico(...images: { side: number; bits: number; data: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + images.length * 16)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { side, bits, data }] of images.entries()) {
    const at = 6 + index * 16
    header.writeUInt8(side % 256, at)
    header.writeUInt8(side % 256, at + 1)
    header.writeUInt16LE(bits, at + 6)
    header.writeUInt32LE(data.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += data.length
  }
  return Buffer.concat([header, ...images.map(({ data }) => data)])
}

/** A bitmap as ICO holds it: header, palette, rows from the bottom, mask. */
function bitmap(side: number, bits: number, parts: Buffer[]): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(side, 4)
  header.writeInt32LE(side * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(bits, 14)
  return Buffer.concat([header, ...parts])
}

const mask = (rows: number[]) => Buffer.from(rows.flatMap((row) => [row, 0, 0, 0]))
const pixels = (file: Buffer) => {
  const image = largestOfIco(file)
  return 'rgba' in image ? [...image.rgba] : 'png'
}

describe('largestOfIco', () => {
  it('reads 32 bits with alpha, bottom row first', () => {
    const rows = Buffer.from([...[1, 2, 3, 255, 4, 5, 6, 128], ...[7, 8, 9, 255, 10, 11, 12, 255]])
    expect(pixels(ico({ side: 2, bits: 32, data: bitmap(2, 32, [rows, mask([0, 0])]) }))).toEqual([
      9, 8, 7, 255, 12, 11, 10, 255, 3, 2, 1, 255, 6, 5, 4, 128,
    ])
  })

  it('takes the mask where 32 bits leave alpha empty', () => {
    const rows = Buffer.alloc(16, 0)
    const alphas = pixels(ico({ side: 2, bits: 32, data: bitmap(2, 32, [rows, mask([0x80, 0])]) }))
    expect((alphas as number[]).filter((_, index) => index % 4 === 3)).toEqual([255, 255, 0, 255])
  })

  it('reads 24 bits with padded rows and a mask', () => {
    const rows = Buffer.from([...[1, 2, 3, 4, 5, 6, 0, 0], ...[7, 8, 9, 10, 11, 12, 0, 0]])
    expect(pixels(ico({ side: 2, bits: 24, data: bitmap(2, 24, [rows, mask([0, 0x40])]) }))).toEqual([
      9, 8, 7, 255, 12, 11, 10, 0, 3, 2, 1, 255, 6, 5, 4, 255,
    ])
  })

  it('reads 1 bit with a palette', () => {
    const palette = Buffer.from([0, 0, 0, 0, 255, 255, 255, 0])
    const rows = Buffer.from([0b01000000, 0, 0, 0, 0b10000000, 0, 0, 0])
    expect(pixels(ico({ side: 2, bits: 1, data: bitmap(2, 1, [palette, rows, mask([0, 0])]) }))).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255,
    ])
  })

  it('prefers the largest, and passes over what is cut off', () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(8)])
    const small = bitmap(2, 32, [Buffer.alloc(16, 9), mask([0, 0])])
    expect(pixels(ico({ side: 2, bits: 32, data: small }, { side: 256, bits: 32, data: png }))).toBe('png')
    const cut = ico({ side: 2, bits: 32, data: small }, { side: 16, bits: 32, data: small }).subarray(0, -5)
    expect(pixels(cut)).toHaveLength(16)
  })

  it.each([
    ['nothing in it', ico()],
    ['an odd depth', ico({ side: 2, bits: 7, data: bitmap(2, 7, [Buffer.alloc(64)]) })],
    ['too little data', ico({ side: 2, bits: 32, data: bitmap(2, 32, []) })],
    ['an enormous claim', ico({ side: 2, bits: 32, data: bitmap(60_000, 32, [Buffer.alloc(64)]) })],
  ])('refuses one with %s', (_what, file) => {
    expect(isIco(file)).toBe(true)
    expect(() => largestOfIco(file)).toThrow('no readable image')
  })
})

it('isIco knows its own', () => {
  expect(isIco(Buffer.from([0x89, 0x50, 0x4e, 0x47]))).toBe(false)
  expect(isIco(Buffer.alloc(2))).toBe(false)
})
