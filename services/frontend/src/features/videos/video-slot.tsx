'use client'

import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLoaded } from '../../components/use-loaded.ts'
import type { PlayableVideo } from './playable-video.ts'

const loadPlayer = () => import('./player.tsx')
/** How far from the visible part a video is when its player is sent for. */
const margin = '400px'

/**
 * The place of a video on a page: its poster, which is a link to a plain file, until the player is here. The player is sent for
 * when the place is near to what is seen; a press on the poster before that plays as soon as it can.
 */
export function VideoSlot(props: { readonly video: PlayableVideo; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const [pressed, setPressed] = useState(false)
  const Player = useLoaded(loadPlayer, near || pressed)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: margin },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  if (Player) return <Player video={props.video} start={pressed} />
  const press = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.closest('[data-play]')) return
    event.preventDefault()
    setPressed(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the link in it is what is pressed; this only goes before it
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the link is a click
    <div ref={place} onClick={press} aria-busy={pressed || undefined}>
      {props.children}
    </div>
  )
}
