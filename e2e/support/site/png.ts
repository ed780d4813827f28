import { crc32, deflateSync } from 'node:zlib'

/** An 8-bit palette or a 1-bit PNG needs no library: header, one compressed block of rows, end. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * A picture of horizontal bands.
 *
 * @param width and `height` in pixels
 * @param bands colours from top to bottom, each of the same height
 */
export function bandedPng(width: number, height: number, bands: readonly Rgb[]): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    const band = Math.floor((y * bands.length) / height)
    rows.fill(band, y * (width + 1) + 1, (y + 1) * (width + 1))
  }
  return encode({ width, height, bitDepth: 8, colourType: 3 }, [
    chunk('PLTE', Buffer.from(bands.flat())),
    chunk('IDAT', deflateSync(rows)),
  ])
}

/** A decompression bomb: a white square with a side of `side` pixels, one bit each, that weighs next to nothing. */
export function hugePng(side: number): Buffer {
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  return encode({ width: side, height: side, bitDepth: 1, colourType: 0 }, [chunk('IDAT', deflateSync(rows))])
}

interface Header {
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  readonly colourType: number
}

function encode({ width, height, bitDepth, colourType }: Header, chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(bitDepth, 8)
  header.writeUInt8(colourType, 9)
  return Buffer.concat([signature, chunk('IHDR', header), ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
