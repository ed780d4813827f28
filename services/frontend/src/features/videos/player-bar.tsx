'use client'

import type { IconNode } from 'lucide'
import { Captions, Maximize, Pause, PictureInPicture2, Play, Settings2, Volume2, VolumeX } from 'lucide'
import { useTranslations } from 'next-intl'
import { type ComponentProps, type RefObject, useEffect, useId, useState } from 'react'
import { Icon } from '../../components/ui/icon.tsx'
import { clock } from './clock.ts'
import type { PlayableVideo } from './playable-video.ts'
import { speeds } from './player-keys.ts'
import { SeekBar } from './seek-bar.tsx'
import type { MediaState } from './use-media.ts'

/** The controls of a player: buttons, the seek bar, and what can be chosen behind one of the buttons. */
export function PlayerBar(props: {
  readonly video: PlayableVideo
  readonly state: MediaState
  /** Lines of the renditions; empty = the browser chooses. */
  readonly heights: readonly number[]
  readonly height: number | undefined
  /** Language of those that are shown. */
  readonly captions: string | undefined
  readonly media: RefObject<HTMLVideoElement | null>
  readonly nameOf: (language: string) => string
  readonly onPlay: () => void
  readonly onSeek: (time: number) => void
  readonly onVolume: (volume: number, muted: boolean) => void
  readonly onSpeed: (speed: number) => void
  readonly onCaptions: (language: string) => void
  readonly onToggleCaptions: () => void
  readonly onFullscreen: () => void
  readonly onHeight: (height: number | undefined) => void
}) {
  const { video, state, heights, captions, media } = props
  const t = useTranslations('video')
  const id = useId()
  const [open, setOpen] = useState(false)
  const [floats, setFloats] = useState(false)
  useEffect(() => setFloats(document.pictureInPictureEnabled === true), [])
  const duration = Number.isFinite(state.duration) ? state.duration : (video.duration ?? 0)
  const silent = state.muted || state.volume === 0
  const float = () => {
    const done = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : media.current?.requestPictureInPicture()
    done?.catch(() => {})
  }
  return (
    <div className="player-bar">
      <SeekBar
        time={state.time}
        duration={duration}
        loaded={state.loaded}
        storyboard={video.storyboard}
        onSeek={props.onSeek}
      />
      <div className="player-row">
        <Key
          of={state.paused ? Play : Pause}
          label={state.paused ? t('play') : t('pause')}
          keys="Space K"
          onClick={props.onPlay}
          data-testid="player-play"
        />
        <Key
          of={silent ? VolumeX : Volume2}
          label={silent ? t('unmute') : t('mute')}
          keys="M"
          onClick={() => props.onVolume(state.volume || 1, !silent)}
          data-testid="player-mute"
        />
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          className="player-volume"
          data-volume
          value={silent ? 0 : state.volume}
          aria-label={t('volume')}
          aria-valuetext={t('percent', { share: silent ? 0 : state.volume })}
          style={{ ['--done' as string]: `${100 * (silent ? 0 : state.volume)}%` }}
          onChange={(event) => props.onVolume(Number(event.currentTarget.value), false)}
        />
        <span className="player-time" data-testid="player-time">
          {clock(state.time)} / {clock(duration)}
        </span>
        {video.captions.length > 0 && (
          <Key
            of={Captions}
            label={t('captions')}
            keys="C"
            aria-pressed={captions !== undefined}
            onClick={props.onToggleCaptions}
            data-testid="player-captions"
          />
        )}
        <Key
          of={Settings2}
          label={t('settings')}
          aria-expanded={open}
          aria-controls={`${id}-choices`}
          onClick={() => setOpen(!open)}
          data-testid="player-settings"
        />
        {floats && <Key of={PictureInPicture2} label={t('float')} onClick={float} />}
        <Key
          of={Maximize}
          label={t('fullscreen')}
          keys="F"
          onClick={props.onFullscreen}
          data-testid="player-fullscreen"
        />
      </div>
      <div className="player-row player-choices" id={`${id}-choices`} hidden={!open}>
        {video.captions.length > 0 && (
          <Choice
            label={t('captions')}
            value={captions ?? 'off'}
            onChoose={props.onCaptions}
            testId="player-captions-in"
          >
            <option value="off">{t('none')}</option>
            {video.captions.map(({ language }) => (
              <option key={language} value={language}>
                {props.nameOf(language)}
              </option>
            ))}
          </Choice>
        )}
        {heights.length > 1 && (
          <Choice
            label={t('quality')}
            value={String(props.height ?? '')}
            onChoose={(value) => props.onHeight(value ? Number(value) : undefined)}
            testId="player-quality"
          >
            <option value="">{t('automatic')}</option>
            {heights.map((height) => (
              <option key={height} value={height}>
                {height}p
              </option>
            ))}
          </Choice>
        )}
        <Choice
          label={t('speed')}
          value={String(state.speed)}
          onChoose={(value) => props.onSpeed(Number(value))}
          testId="player-speed"
        >
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {t('times', { speed })}
            </option>
          ))}
        </Choice>
      </div>
    </div>
  )
}

/** A button that is a drawing: its name is read aloud, and shown with its keys when pointed at. */
function Key(
  props: ComponentProps<'button'> & {
    readonly of: IconNode
    readonly label: string
    /** Keys that do the same, parted by spaces. */
    readonly keys?: string
  },
) {
  const { of, label, keys, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keys.replace(' ', ', ')})` : label}
      aria-keyshortcuts={keys}
      {...rest}
    >
      <Icon of={of} />
    </button>
  )
}

function Choice(props: {
  readonly label: string
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly testId: string
  readonly children: ComponentProps<'select'>['children']
}) {
  return (
    <label>
      {props.label}
      <select
        value={props.value}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
        data-testid={props.testId}
      >
        {props.children}
      </select>
    </label>
  )
}
