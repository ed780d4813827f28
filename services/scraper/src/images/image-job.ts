/** The kinds of pictures that a listing gets of its page; each has a fixed size. */
export type PictureKind = 'logo' | 'screenshot' | 'preview'

/** Width and height of each kind at its largest, in pixels. */
export const pictureSizes: Readonly<
  Record<PictureKind, { readonly width: number; readonly height: number }>
> = {
  logo: { width: 256, height: 256 },
  screenshot: { width: 1_280, height: 800 },
  preview: { width: 1_200, height: 630 },
}

/** Work for the image child: look at a file's size, or make a picture of it. */
export type ImageJob =
  | { readonly op: 'measure'; readonly content: Uint8Array }
  | { readonly op: 'render'; readonly content: Uint8Array; readonly kind: PictureKind }

/** A file's own size in pixels; Infinity for one that scales. */
export interface Measure {
  readonly width: number
  readonly height: number
}

/** One encoding of a picture. */
export interface Encoding {
  readonly mediaType: 'image/webp' | 'image/avif' | 'image/jpeg'
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly content: Uint8Array
}

/** A picture as it leaves the image child. */
export interface Picture {
  readonly kind: PictureKind
  /** The first is the largest one that every browser shows; the rest are smaller, or smaller in bytes. */
  readonly encodings: readonly Encoding[]
  readonly blurhash: string
  /** `#rrggbb`, most prominent first. */
  readonly palette: readonly string[]
}

/** What the image child answers: to `measure` and `render` in turn. */
export type ImageAnswer = Measure | Picture

/** The parts of its full size in which a picture is made for pages: a card on a telephone needs a quarter. */
export const pictureScales = [1, 1 / 2, 1 / 4] as const

/** Bytes of one encoding at most. */
export const maxEncodingBytes = 1_048_576
/** Pixels of a source at most; four bytes each when decoded. */
export const maxSourcePixels = 50_000_000
