'use client'

import { useTranslations } from 'next-intl'
import { type PointerEvent, useRef, useState } from 'react'
import { clock } from './clock.ts'
import { readStoryboard, type StoryboardTile, tileAt } from './storyboard.ts'

/** Where a video is, and the way to another moment: a range, with the small picture of the moment over it. */
export function SeekBar(props: {
  readonly time: number
  /** Seconds. */
  readonly duration: number
  /** Seconds up to which it is here. */
  readonly loaded: number
  readonly storyboard: string | null
  readonly onSeek: (time: number) => void
}) {
  const { time, duration, loaded, storyboard, onSeek } = props
  const t = useTranslations('video')
  const asked = useRef(false)
  const [tiles, setTiles] = useState<readonly StoryboardTile[]>([])
  const [over, setOver] = useState<number>()
  const percent = (value: number) => `${duration > 0 ? (100 * Math.min(value, duration)) / duration : 0}%`

  /** The pictures are sent for when somebody first looks for a moment. */
  const want = () => {
    if (asked.current || !storyboard) return
    asked.current = true
    const address = new URL(storyboard, location.href).href
    fetch(address, { credentials: 'include' })
      .then(async (answer) => answer.ok && setTiles(readStoryboard(await answer.text(), address)))
      // Without them the time alone is shown.
      .catch(() => {})
  }
  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    want()
    const { left, width } = currentTarget.getBoundingClientRect()
    setOver(Math.min(1, Math.max(0, (clientX - left) / width)) * duration)
  }
  const tile = over === undefined ? undefined : tileAt(tiles, over)
  return (
    <div className="player-seek" onPointerMove={follow} onPointerLeave={() => setOver(undefined)}>
      {over !== undefined && duration > 0 && (
        <div
          className="player-preview"
          aria-hidden
          style={{ insetInlineStart: within(percent(over), tile?.width ?? 60) }}
        >
          {tile && (
            <span
              data-testid="player-tile"
              style={{
                inlineSize: tile.width,
                blockSize: tile.height,
                backgroundImage: `url("${tile.url}")`,
                backgroundPosition: `-${tile.x}px -${tile.y}px`,
              }}
            />
          )}
          <span>{clock(over)}</span>
        </div>
      )}
      <input
        type="range"
        min={0}
        max={Math.max(duration, 0)}
        step="any"
        value={Math.min(time, Math.max(duration, 0))}
        disabled={!(duration > 0)}
        aria-label={t('position')}
        aria-valuetext={t('positionIs', { time: clock(time), duration: clock(duration) })}
        style={{ ['--done' as string]: percent(time), ['--loaded' as string]: percent(loaded) }}
        onFocus={want}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
        data-testid="player-seek"
      />
    </div>
  )
}

/** A place on the bar from which something of a width in pixels, set in its middle, does not reach over the ends. */
const within = (place: string, width: number) =>
  `clamp(${width / 2 + 4}px, ${place}, calc(100% - ${width / 2 + 4}px))`
