import { classNames } from '../../components/class-names.ts'
import { hashOf } from '../../components/hash.ts'
import { drawingOf } from './drawings.ts'

const [sun, ink, cobalt, coral, teal, pink, sky, cream, lilac] = [
  '#ffc62e',
  '#14172b',
  '#3550f0',
  '#ff6b4a',
  '#12a184',
  '#f7a8c9',
  '#9fd0ff',
  '#fff4d6',
  '#c9b8ff',
]

/** Colours behind a category's drawing: the first on its own tile, any on a listing's card, so that cards differ. */
const grounds: Readonly<Record<string, readonly [string, string, string]>> = {
  'text-to-video': [sun, sky, pink],
  avatars: [cobalt, teal, ink],
  'video-editing': [coral, teal, pink],
  'image-generation': [sky, pink, lilac],
  'image-editing': [pink, sky, sun],
  voice: [teal, cobalt, coral],
  music: [ink, cobalt, teal],
  transcription: [cream, sky, lilac],
  dubbing: [sky, pink, lilac],
  'audio-cleanup': [sun, cream, sky],
  'animation-3d': [lilac, sun, sky],
  clips: [teal, coral, cobalt],
}

/** The picture of a category, from public/art; of a category without one, a picture of anything. */
export function CategoryArt(props: {
  readonly category: string
  /** A listing's slug, which picks the ground and tilts the drawing a little. */
  readonly seed?: string
  readonly className?: string
}) {
  const { category, seed, className } = props
  const hash = seed ? hashOf(seed) : 0
  const known = grounds[category]
  const ground = (known ?? [lilac, sun, sky])[(hash >>> 6) % 3]
  const tilt = seed ? ((hash >> 3) % 7) - 3 : 0
  return (
    <span
      aria-hidden
      className={classNames('block overflow-hidden', className)}
      style={{ backgroundColor: ground }}
    >
      {/* biome-ignore lint/performance/noImgElement: a drawing of a few hundred bytes */}
      <img
        src={drawingOf(known ? category : 'anything')}
        width={320}
        height={180}
        alt=""
        className="size-full object-cover"
        style={tilt ? { rotate: `${tilt}deg` } : undefined}
      />
    </span>
  )
}
