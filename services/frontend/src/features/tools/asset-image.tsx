import type { ComponentProps } from 'react'
import type { Image } from '../../api/rest-types.ts'
import { assetUrl } from './asset-url.ts'

type Props = Omit<ComponentProps<'img'>, 'src' | 'width' | 'height' | 'alt'> & {
  readonly image: Image
  readonly apiUrl: string
  /** '' = decoration beside a text that says the same. */
  readonly alt: string
  /** The image fills its place: its own main colour stands there until it has come. */
  readonly filled?: boolean
}

/** An image of the backend. */
export function AssetImage({ image, apiUrl, alt, filled, ...rest }: Props) {
  return (
    // biome-ignore lint/performance/noImgElement: the scraper has already re-encoded it in a fixed, small size
    <img
      src={assetUrl(apiUrl, image)}
      width={image.width}
      height={image.height}
      alt={alt}
      decoding="async"
      style={filled && image.palette[0] ? { backgroundColor: image.palette[0] } : undefined}
      {...rest}
    />
  )
}
