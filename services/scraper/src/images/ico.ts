/** Pixels of an icon, or a whole PNG file for sharp to decode. */
export type IcoImage =
  | { readonly png: Uint8Array }
  | { readonly rgba: Uint8Array; readonly width: number; readonly height: number }

const pngMark = [0x89, 0x50, 0x4e, 0x47]
const maxSide = 256

/** Whether bytes are an ICO or CUR file. */
export function isIco(content: Uint8Array): boolean {
  return content[0] === 0 && content[1] === 0 && (content[2] === 1 || content[2] === 2) && content[3] === 0
}

/**
 * The largest image of an ICO file (a directory of PNG files and of bitmaps without file header; Microsoft, "Icons").
 *
 * @throws Error where no image in it can be read
 */
export function largestOfIco(content: Uint8Array): IcoImage {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const count = Math.min(view.getUint16(4, true), 64)
  const entries = Array.from({ length: count }, (_, index) => {
    const at = 6 + index * 16
    return {
      side: view.getUint8(at) || maxSide,
      bits: view.getUint16(at + 6, true),
      size: view.getUint32(at + 8, true),
      offset: view.getUint32(at + 12, true),
    }
  })
  for (const { offset, size } of entries.sort((a, b) => b.side - a.side || b.bits - a.bits)) {
    if (offset + size > content.length) continue
    const image = content.subarray(offset, offset + size)
    if (pngMark.every((byte, index) => image[index] === byte)) return { png: image }
    const decoded = decodeBitmap(image)
    if (decoded) return decoded
  }
  throw new Error('no readable image in the icon')
}

/** A bitmap of 1, 4, 8, 24 or 32 bits a pixel, bottom row first, followed by a mask of one bit a pixel. */
function decodeBitmap(image: Uint8Array): IcoImage | undefined {
  if (image.length < 40) return undefined
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength)
  const headerSize = view.getUint32(0, true)
  const width = view.getInt32(4, true)
  const height = view.getInt32(8, true) / 2
  const bits = view.getUint16(14, true)
  const known = [1, 4, 8, 24, 32].includes(bits) && view.getUint32(16, true) === 0
  if (!known || width < 1 || width > maxSide || height < 1 || height > maxSide || !Number.isInteger(height))
    return undefined
  const colours = bits <= 8 ? view.getUint32(32, true) || 2 ** bits : 0
  const pixelsAt = headerSize + colours * 4
  const stride = Math.ceil((width * bits) / 32) * 4
  const maskAt = pixelsAt + stride * height
  const maskStride = Math.ceil(width / 32) * 4
  if (colours > 256 || maskAt > image.length) return undefined
  const byte = (at: number) => image[at] ?? 0
  const rgba = new Uint8Array(width * height * 4)
  let opaque = false
  for (let y = 0; y < height; y++) {
    const row = pixelsAt + (height - 1 - y) * stride
    for (let x = 0; x < width; x++) {
      const out = (y * width + x) * 4
      const at = bits <= 8 ? headerSize + indexAt(byte, row, x, bits) * 4 : row + (x * bits) / 8
      rgba[out] = byte(at + 2)
      rgba[out + 1] = byte(at + 1)
      rgba[out + 2] = byte(at)
      rgba[out + 3] = bits === 32 ? byte(at + 3) : 255
      opaque ||= rgba[out + 3] !== 0
    }
  }
  // Old 32-bit icons leave alpha at zero throughout and mean their mask.
  if (bits !== 32 || !opaque) applyMask()
  return { rgba, width, height }

  function applyMask() {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const bit = byte(maskAt + (height - 1 - y) * maskStride + (x >> 3)) & (0x80 >> (x & 7))
        rgba[(y * width + x) * 4 + 3] = bit === 0 ? 255 : 0
      }
    }
  }
}

function indexAt(byte: (at: number) => number, row: number, x: number, bits: number): number {
  const perByte = 8 / bits
  const shift = 8 - bits - (x % perByte) * bits
  return (byte(row + Math.floor(x / perByte)) >> shift) & (2 ** bits - 1)
}
