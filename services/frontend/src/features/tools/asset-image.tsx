import type { ComponentProps } from 'react'
import type { Image } from '../../api/rest-types.ts'
import { assetUrl } from './asset-url.ts'

const avifType = 'image/avif'

type Props = Omit<ComponentProps<'img'>, 'src' | 'width' | 'height' | 'alt'> & {
  readonly image: Image
  readonly apiUrl: string
  /** '' = decoration beside a text that says the same. */
  readonly alt: string
  /** The image fills its place: its own main colour stands there until it has come. */
  readonly filled?: boolean
  /** How wide it is shown, as the attribute `sizes` says it. */
  readonly sizes: string
}

/** An image of the backend: the browser takes the smallest file that it knows and that fills the place. */
export function AssetImage({ image, apiUrl, alt, filled, sizes, ...rest }: Props) {
  const files = [image, ...image.renditions]
  const setOf = (mediaType: string) =>
    files
      .filter((file) => file.mediaType === mediaType)
      .map((file) => `${assetUrl(apiUrl, file)} ${file.width}w`)
      .join(', ')
  const avif = image.mediaType === avifType ? '' : setOf(avifType)
  return (
    <picture className="contents">
      {avif && <source type={avifType} srcSet={avif} sizes={sizes} />}
      <img
        src={assetUrl(apiUrl, image)}
        srcSet={image.renditions.length > 0 ? setOf(image.mediaType) : undefined}
        sizes={sizes}
        width={image.width}
        height={image.height}
        alt={alt}
        decoding="async"
        style={filled && image.palette[0] ? { backgroundColor: image.palette[0] } : undefined}
        {...rest}
      />
    </picture>
  )
}
