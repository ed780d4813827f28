import type { Image } from '../../api/rest-types.ts'
import { classNames } from '../../components/class-names.ts'
import { hashOf } from '../../components/hash.ts'
import { AssetImage } from './asset-image.tsx'

const inks = ['#ffc62e', '#f7a8c9', '#9fd0ff', '#7ad9b8', '#ffab8a', '#c9b8ff'] as const

/** A tool's logo, or its initial on a colour of its own where there is no logo. */
export function ToolLogo(props: {
  readonly name: string
  readonly slug: string
  readonly logo: Image | null
  readonly apiUrl: string
  /** Its size, its corners, and the size of the letter. */
  readonly className: string
}) {
  const { name, slug, logo, apiUrl, className } = props
  const shape = classNames('shrink-0 overflow-hidden', className)
  if (logo) {
    return (
      <span className={classNames(shape, 'border border-line bg-white p-1')}>
        <AssetImage
          image={logo}
          apiUrl={apiUrl}
          alt=""
          sizes="64px"
          loading="lazy"
          className="size-full object-contain"
        />
      </span>
    )
  }
  return (
    <span
      aria-hidden
      className={classNames('grid place-items-center font-display font-extrabold text-on-sun', shape)}
      style={{ backgroundColor: inks[hashOf(slug) % inks.length] }}
    >
      {[...name][0]?.toUpperCase()}
    </span>
  )
}
