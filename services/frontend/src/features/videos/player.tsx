'use client'

import './player.css'
import { LoaderCircle, Play } from 'lucide'
import { useLocale, useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useSiteConfig } from '../../components/site-config.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { languageNameIn } from '../../i18n/language-name.ts'
import type { Language } from '../../i18n/languages.ts'
import type { PlayableVideo } from './playable-video.ts'
import { PlayerBar } from './player-bar.tsx'
import { nextSpeed, type PlayerAct, type PressedKey, playerAct } from './player-keys.ts'
import { captionsFor, keepWishes, readWishes } from './player-wishes.ts'
import { openSteadyStream, play, type SteadyStream } from './steady-stream.ts'
import { useMedia } from './use-media.ts'

/** What a page can do with a player that it shows. */
export interface PlayerHandle {
  /** Goes to a moment, in seconds. */
  seek(time: number): void
  toggle(): void
}

/**
 * A video with its controls below the picture, where they cover no captions. Loaded for pages with a video alone.
 * @param props.start play at once: somebody has pressed already
 * @param props.handle is given what the page can do with it
 * @param props.onTime is told where it stands, in seconds, as it goes
 */
export default function Player(props: {
  readonly video: PlayableVideo
  readonly start?: boolean
  readonly handle?: RefObject<PlayerHandle | null>
  readonly onTime?: (time: number) => void
  /** Language of captions to show, whatever is wished. */
  readonly captions?: string
}) {
  const { video, start, handle, onTime } = props
  const t = useTranslations('video')
  const page = useLocale() as Language
  const { apiUrl } = useSiteConfig()
  const frame = useRef<HTMLElement>(null)
  const media = useRef<HTMLVideoElement>(null)
  const stream = useRef<SteadyStream>(undefined)
  const [wishes, setWishes] = useState(readWishes)
  const [heights, setHeights] = useState<readonly number[]>([])
  const [height, setHeight] = useState<number>()
  const [broken, setBroken] = useState(false)
  const [said, setSaid] = useState('')
  const state = useMedia(media)
  const languages = video.captions.map(({ language }) => language)
  const shown = props.captions ?? captionsFor(languages, wishes.captions, page)
  const last = useRef<string>(undefined)

  useEffect(() => {
    const element = media.current
    if (!element) return
    setBroken(false)
    const opened = openSteadyStream(element, {
      playlist: video.playlist,
      fallback: video.fallback,
      onHeights: setHeights,
      onFault: () => setBroken(true),
    })
    stream.current = opened
    return () => void opened.close()
  }, [video.playlist, video.fallback])

  useEffect(() => {
    const element = media.current
    if (!element) return
    const { volume, muted, speed } = readWishes()
    element.volume = volume
    element.muted = muted
    element.defaultPlaybackRate = speed
    element.playbackRate = speed
    if (start) play(element)
  }, [start])

  useEffect(() => {
    for (const track of media.current?.textTracks ?? [])
      track.mode = track.language === shown ? 'showing' : 'disabled'
    if (shown) last.current = shown
  }, [shown])

  useEffect(() => onTime?.(state.time), [onTime, state.time])

  const wish = (change: Partial<typeof wishes>) => {
    const next = { ...wishes, ...change }
    setWishes(next)
    keepWishes(next)
  }
  const nameOf = (language: string) => languageNameIn(language, page)
  const seek = (time: number) => {
    const element = media.current
    if (!element) return
    const end = Number.isFinite(element.duration) ? element.duration : (video.duration ?? time)
    element.currentTime = Math.min(Math.max(0, time), end)
    stream.current?.load()
  }
  const toggle = () => {
    const element = media.current
    if (!element) return
    if (element.paused) play(element)
    else element.pause()
  }
  useEffect(() => {
    if (handle) handle.current = { seek, toggle }
  })

  const setSpeed = (speed: number) => {
    if (media.current) media.current.playbackRate = speed
    wish({ speed })
    setSaid(t('speedIs', { speed }))
  }
  const setVolume = (volume: number, muted: boolean) => {
    if (media.current) Object.assign(media.current, { volume, muted })
    wish({ volume, muted })
  }
  const setCaptions = (captions: string) => {
    wish({ captions })
    setSaid(captions === 'off' ? t('captionsOff') : t('captionsIn', { language: nameOf(captions) }))
  }
  const toggleCaptions = () => {
    const next = last.current ?? captionsFor(languages, undefined, page) ?? languages[0]
    if (next) setCaptions(shown ? 'off' : next)
  }
  const fullscreen = () => {
    const asked = document.fullscreenElement
      ? document.exitFullscreen()
      : frame.current?.requestFullscreen?.()
    // Telephones that give no element the whole screen give it to the video alone.
    if (asked) asked.catch(() => {})
    else (media.current as { webkitEnterFullscreen?: () => void } | null)?.webkitEnterFullscreen?.()
  }
  const again = () => {
    setBroken(false)
    stream.current?.retry()
  }
  const act = (wanted: PlayerAct) => {
    const now = media.current
    if (!now) return
    if (wanted.act === 'play') toggle()
    else if (wanted.act === 'seek') seek(now.currentTime + wanted.by)
    else if (wanted.act === 'mute') setVolume(now.volume, !now.muted)
    else if (wanted.act === 'louder')
      setVolume(Math.round(Math.min(1, Math.max(0, now.volume + wanted.by)) * 10) / 10, false)
    else if (wanted.act === 'captions') toggleCaptions()
    else if (wanted.act === 'fullscreen') fullscreen()
    else setSpeed(nextSpeed(now.playbackRate, wanted.act))
  }
  const onKey = (event: KeyboardEvent) => {
    const wanted = playerAct({ ...keyOf(event), on: standsOn(event.target) })
    if (!wanted) return
    event.preventDefault()
    act(wanted)
  }

  return (
    <section
      ref={frame}
      className="player"
      aria-label={t('player', { name: video.name })}
      onKeyDown={onKey}
      // Whoever comes near the controls is about to play: what that needs is on its way before the press.
      onPointerEnter={() => stream.current?.load()}
      data-testid="player"
      data-playing={!state.paused || undefined}
    >
      <div className="player-picture" style={{ aspectRatio: `${video.width} / ${video.height}` }}>
        <video
          ref={media}
          tabIndex={-1}
          playsInline
          poster={video.poster ?? undefined}
          preload="metadata"
          onClick={toggle}
          onDoubleClick={fullscreen}
          {...(apiUrl ? { crossOrigin: 'use-credentials' as const } : {})}
        >
          {video.captions.map(({ language, url }) => (
            <track key={language} kind="captions" srcLang={language} label={nameOf(language)} src={url} />
          ))}
        </video>
        {state.paused && !broken && (
          <button type="button" tabIndex={-1} aria-hidden className="player-big" onClick={toggle}>
            <Icon of={Play} />
          </button>
        )}
        {state.waiting && (
          <p className="player-wait" role="status">
            <Icon of={LoaderCircle} />
            <span className="sr-only">{t('loading')}</span>
          </p>
        )}
        {broken && (
          <div className="player-fault" role="alert" data-testid="player-fault">
            <p>{t('broken')}</p>
            <button type="button" onClick={again}>
              {t('again')}
            </button>
            {video.fallback && <a href={video.fallback}>{t('file')}</a>}
          </div>
        )}
      </div>
      <PlayerBar
        video={video}
        state={state}
        heights={heights}
        height={height}
        captions={shown}
        nameOf={nameOf}
        media={media}
        onPlay={toggle}
        onSeek={seek}
        onVolume={setVolume}
        onSpeed={setSpeed}
        onCaptions={setCaptions}
        onToggleCaptions={toggleCaptions}
        onFullscreen={fullscreen}
        onHeight={(wanted) => {
          setHeight(wanted)
          stream.current?.choose(wanted)
        }}
      />
      <p className="sr-only" role="status">
        {said}
      </p>
    </section>
  )
}

const keyOf = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => ({ key, ctrlKey, altKey, metaKey })

function standsOn(target: EventTarget): PressedKey['on'] {
  if (target instanceof HTMLSelectElement) return 'select'
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return 'button'
  if (target instanceof HTMLTextAreaElement) return 'text'
  if (!(target instanceof HTMLInputElement)) return 'other'
  return target.dataset.volume === undefined ? 'other' : 'volume'
}
