import { crc32, deflateSync } from 'node:zlib'

/** A picture that is small as a file and enormous, or endless, when it is decoded; and one of its kind that is neither. */
export interface Bomb {
  readonly what: string
  readonly type: string
  readonly bomb: () => Uint8Array | string
  readonly harmless: () => Uint8Array | string
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A grey PNG of one bit a pixel: 10⁹ of them are 120 KB. */
function png(side: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    mark,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A GIF whose canvas is as large as it says, with one picture of a pixel. */
function gif(side: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\0\0\0\0\0', 'latin1')
  head.writeUInt16LE(side, 6)
  head.writeUInt16LE(side, 8)
  const frame = head.subarray(19)
  frame.writeUInt16LE(side, 5)
  frame.writeUInt16LE(side, 7)
  return Buffer.concat([head, Buffer.from([2, 2, 0x44, 0x01, 0, 0x3b])])
}

/** An ICO file of so many entries that are all the same image. */
function ico(image: Uint8Array, entries: number): Buffer {
  const head = Buffer.alloc(6 + entries * 16)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries, 4)
  for (let at = 6; at < head.length; at += 16) {
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(image.length, at + 8)
    head.writeUInt32LE(head.length, at + 12)
  }
  return Buffer.concat([head, image])
}

/** A bitmap within an ICO that says it is so wide and high. */
function bitmap(side: number): Buffer {
  const image = Buffer.alloc(40 + 256 * 256 * 4 + 256 * 32)
  image.writeUInt32LE(40, 0)
  image.writeInt32LE(side, 4)
  image.writeInt32LE(side * 2, 8)
  image.writeUInt16LE(1, 12)
  image.writeUInt16LE(32, 14)
  image.fill(0xff, 40)
  return image
}

const svg = (body: string, more = 'width="64" height="64"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${more}>${body}</svg>`

/** Each level holds the one before ten times. */
const laughs = (levels: number) =>
  Array.from({ length: levels }, (_, level) => {
    const inner = level === 0 ? '<circle r="9"/>' : `<use href="#l${level - 1}"/>`.repeat(10)
    return `<g id="l${level}">${inner}</g>`
  }).join('')
const laughing = (levels: number) => svg(`<defs>${laughs(levels)}</defs><use href="#l${levels - 1}"/>`)

const entities = (levels: number) => {
  const names = Array.from('abcdefghij').slice(0, levels)
  const lines = names.map((name, index) =>
    index === 0 ? `<!ENTITY a "aaaaaaaaaa">` : `<!ENTITY ${name} "${`&${names[index - 1]};`.repeat(10)}">`,
  )
  return `<!DOCTYPE svg [${lines.join('')}]>${svg(`<text y="20">&${names.at(-1)};</text>`)}`
}

const side = 31_623

export const bombs: readonly Bomb[] = [
  { what: 'a PNG of 10⁹ pixels', type: 'image/png', bomb: () => png(side), harmless: () => png(64) },
  { what: 'a GIF of 10⁹ pixels', type: 'image/gif', bomb: () => gif(side), harmless: () => gif(64) },
  {
    what: 'an ICO with a PNG of 10⁹ pixels',
    type: 'image/x-icon',
    bomb: () => ico(png(side), 1),
    harmless: () => ico(png(64), 1),
  },
  {
    what: 'an ICO of 65,535 entries of 10⁹ pixels each',
    type: 'image/x-icon',
    bomb: () => ico(bitmap(side), 65_535),
    harmless: () => ico(bitmap(256), 65_535),
  },
  {
    what: 'an SVG that repeats itself 10¹¹ times',
    type: 'image/svg+xml',
    bomb: () => laughing(12),
    harmless: () => laughing(3),
  },
  {
    what: 'an SVG of 10⁹ entities',
    type: 'image/svg+xml',
    bomb: () => entities(10),
    harmless: () => entities(2),
  },
]
