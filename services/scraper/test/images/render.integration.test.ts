import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Measure, maxEncodingBytes, type Picture, type PictureKind } from '../../src/images/image-job.ts'
import { workOnImage } from '../../src/images/render.ts'

const solid = (width: number, height: number, background = '#336699') =>
  sharp({ create: { width, height, channels: 4, background } })
const measure = async (content: Uint8Array) => (await workOnImage({ op: 'measure', content })) as Measure
const render = async (content: Uint8Array, kind: PictureKind) =>
  (await workOnImage({ op: 'render', content, kind })) as Picture
const pixel = async ({ encodings }: Picture, x: number, y: number) => {
  const { data, info } = await sharp(encodings[0]?.content)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
}

describe('workOnImage', () => {
  it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('reads %s', async (format) => {
    const content = await solid(40, 30).toFormat(format).toBuffer()
    expect(await measure(content)).toEqual({ width: 40, height: 30 })
    const { encodings, palette } = await render(content, 'screenshot')
    expect(encodings[0]?.mediaType).toBe('image/webp')
    expect(palette).toHaveLength(1)
  })

  it('makes three sizes in two formats, the largest that every browser shows first', async () => {
    const { encodings } = await render(await solid(1_280, 800).png().toBuffer(), 'screenshot')
    expect(encodings.map(({ mediaType, width, height }) => `${mediaType} ${width}x${height}`)).toEqual([
      'image/webp 1280x800',
      'image/avif 1280x800',
      'image/webp 640x400',
      'image/avif 640x400',
      'image/webp 320x200',
      'image/avif 320x200',
    ])
    const files = await Promise.all(encodings.map(({ content }) => sharp(content).metadata()))
    expect(files.map(({ width, height }) => [width, height])).toEqual(
      encodings.map(({ width, height }) => [width, height]),
    )
  })

  it('makes what stands beside links a JPEG, as several of the large networks take nothing newer', async () => {
    const { encodings } = await render(await solid(1_200, 630).png().toBuffer(), 'preview')
    expect(encodings.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg'])
    expect((await sharp(encodings[0]?.content).metadata()).format).toBe('jpeg')
  })

  it('draws an SVG at the size it is wanted, however small it says it is', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect width="8" height="16" fill="#f00"/><rect x="8" width="8" height="16" fill="#00f"/></svg>',
    )
    expect(await measure(svg)).toEqual({ width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY })
    const logo = await render(svg, 'logo')
    // Enlarged from 16 pixels, the edge would be a gradient of many.
    const [left, right] = [await pixel(logo, 122, 128), await pixel(logo, 133, 128)]
    expect(left?.[0]).toBeGreaterThan(200)
    expect(left?.[2]).toBeLessThan(60)
    expect(right?.[2]).toBeGreaterThan(200)
  })

  it('keeps the shape of a logo, on a clear ground', async () => {
    const logo = await render(await solid(200, 100, '#00ff00').png().toBuffer(), 'logo')
    expect(logo.encodings[0]).toMatchObject({ width: 256, height: 256 })
    expect((await pixel(logo, 128, 5))[3]).toBe(0)
    expect((await pixel(logo, 128, 128))[1]).toBeGreaterThan(240)
  })

  it('puts a picture with clear parts on white', async () => {
    const preview = await render(await solid(800, 600, '#00000000').png().toBuffer(), 'preview')
    expect(preview.palette).toEqual(['#ffffff'])
  })

  it('turns a photograph as its camera says', async () => {
    const content = await solid(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer()
    const logo = await render(content, 'logo')
    // Upright, it is higher than wide: the sides are clear.
    expect((await pixel(logo, 5, 128))[3]).toBe(0)
    expect((await pixel(logo, 128, 5))[3]).toBe(255)
  })

  it('takes colours of print to those of a screen', async () => {
    const content = await solid(300, 200, '#ff0000').flatten().toColourspace('cmyk').jpeg().toBuffer()
    const { palette } = await render(content, 'preview')
    expect(palette[0]).toMatch(/^#[ef].[0-4].[0-4].$/)
  })

  it('keeps to a mebibyte whatever the picture', async () => {
    const noise = randomBytes(1_280 * 800 * 3)
    const content = await sharp(noise, { raw: { width: 1_280, height: 800, channels: 3 } })
      .png()
      .toBuffer()
    const { encodings } = await render(content, 'screenshot')
    for (const { content: encoded } of encodings) expect(encoded.length).toBeLessThanOrEqual(maxEncodingBytes)
  })

  it('reads the largest image of an ICO', async () => {
    const png = await solid(64, 64, '#ff00ff').png().toBuffer()
    const header = Buffer.from([0, 0, 1, 0, 1, 0, 64, 64, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0])
    header.writeUInt32LE(png.length, 14)
    const content = Buffer.concat([header, png])
    expect(await measure(content)).toEqual({ width: 64, height: 64 })
    expect((await render(content, 'logo')).palette).toEqual(['#ff00ff'])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a TIFF', solid(4, 4).tiff().toBuffer()],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    [
      'half a PNG',
      solid(64, 64)
        .png()
        .toBuffer()
        .then((png) => png.subarray(0, png.length / 2)),
    ],
    ['too many pixels', solid(8_000, 8_000).png().toBuffer()],
  ])('refuses %s', async (_what, content) => {
    await expect(render(await content, 'logo')).rejects.toThrow()
  })
})
