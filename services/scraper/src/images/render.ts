import { encode as encodeBlurhash } from 'blurhash'
import sharp, { type Sharp } from 'sharp'
import { isIco, largestOfIco } from './ico.ts'
import {
  type Encoding,
  type ImageAnswer,
  type ImageJob,
  type Measure,
  maxEncodingBytes,
  maxSourcePixels,
  type Picture,
  type PictureKind,
  pictureScales,
  pictureSizes,
} from './image-job.ts'
import { paletteOf } from './palette.ts'

// One job at a time in a small process: neither threads nor a cache are of use.
sharp.concurrency(1)
sharp.cache(false)

const colours = 5
const seconds = 15
/** Formats that a page's icon or picture may have; everything else that libvips reads is not tried. */
const formats = new Set(['png', 'jpeg', 'webp', 'gif', 'avif', 'heif', 'svg', 'raw'])
const qualities = [82, 70, 55, 40, 25]

/** Does one job of the image child. Throws where the content is no image that may be read. */
export async function workOnImage(job: ImageJob): Promise<ImageAnswer> {
  const source = openImage(job.content)
  const { width, height, format } = await source.metadata()
  if (!formats.has(format)) throw new Error(`${format} images are not read`)
  const scalable = format === 'svg'
  if (job.op === 'measure') return scalable ? endless : { width, height }
  return render(scalable ? openScaled(job.content, width, height, job.kind) : source, job.kind)
}

const endless: Measure = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY }

function openImage(content: Uint8Array): Sharp {
  const limits = { limitInputPixels: maxSourcePixels, failOn: 'error', pages: 1 } as const
  if (!isIco(content)) return sharp(content, limits)
  const image = largestOfIco(content)
  if ('png' in image) return sharp(image.png, limits)
  return sharp(image.rgba, { raw: { width: image.width, height: image.height, channels: 4 } })
}

/** An SVG drawn at the size that is wanted, not at its own and then enlarged. */
function openScaled(content: Uint8Array, width: number, height: number, kind: PictureKind): Sharp {
  const size = pictureSizes[kind]
  const scale = Math.min(size.width / Math.max(width, 1), size.height / Math.max(height, 1))
  const density = Math.min(2_400, Math.max(1, 72 * scale))
  return sharp(content, { density, limitInputPixels: maxSourcePixels, failOn: 'error' })
}

async function render(source: Sharp, kind: PictureKind): Promise<Picture> {
  const { width, height } = pictureSizes[kind]
  const turned = source.timeout({ seconds }).autoOrient().toColourspace('srgb')
  // A logo keeps its shape on a clear ground; a picture fills its frame, from the top as a page is read.
  const sized =
    kind === 'logo'
      ? turned.resize(width, height, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      : turned
          .resize(width, height, { fit: 'cover', position: kind === 'screenshot' ? 'top' : 'attention' })
          .flatten({ background: '#ffffff' })
  const pixels = await sized.ensureAlpha().raw().toBuffer()
  const raw: Scaled = (scale = 1) => {
    const full = sharp(pixels, { raw: { width, height, channels: 4 } })
    return scale === 1 ? full : full.resize(width * scale, height * scale)
  }
  const small = await raw().resize(64, 40, { fit: 'fill' }).raw().toBuffer()
  const opaque = await raw()
    .flatten({ background: '#ffffff' })
    .resize(32, 20, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer()
  return {
    kind,
    encodings: kind === 'preview' ? [await encodeForNetworks(raw)] : await encodeForPages(raw),
    blurhash: encodeBlurhash(new Uint8ClampedArray(opaque), 32, 20, kind === 'logo' ? 3 : 4, 3),
    palette: paletteOf(small, colours),
  }
}

/** The picture, at a part of its full size. */
type Scaled = (scale?: number) => Sharp

/** What browsers show: each size as WebP and, for those that know it, as AVIF. */
async function encodeForPages(raw: Scaled): Promise<Encoding[]> {
  const encodings: Encoding[] = []
  for (const scale of pictureScales)
    encodings.push(
      await encode('image/webp', (quality) => raw(scale).webp({ quality, effort: 4, smartSubsample: true })),
      await encode('image/avif', (quality) =>
        raw(scale).avif({ quality: Math.round(quality * 0.7), effort: 2 }),
      ),
    )
  return encodings
}

/** What every network shows beside a link: several of the large ones take neither WebP nor AVIF. */
async function encodeForNetworks(raw: Scaled): Promise<Encoding> {
  return encode('image/jpeg', (quality) =>
    raw().flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: true }),
  )
}

/** Encodes at the best quality that fits. */
async function encode(mediaType: Encoding['mediaType'], at: (quality: number) => Sharp): Promise<Encoding> {
  for (const quality of qualities) {
    const { data, info } = await at(quality).timeout({ seconds }).toBuffer({ resolveWithObject: true })
    if (data.length <= maxEncodingBytes)
      return { mediaType, width: info.width, height: info.height, content: data }
  }
  throw new Error(`no quality brings the picture under ${maxEncodingBytes} bytes`)
}
