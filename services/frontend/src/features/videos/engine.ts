import { effect } from '@videojs/spf'
import { createHlsVideoEngine, type HlsVideoEngineSignals } from '@videojs/spf/hls'

/** A stream of several renditions on its way into a `<video>`. */
export interface Stream {
  /** Lines of the picture of each rendition, largest first; none where the browser chooses by itself. */
  readonly heights: readonly number[]
  /** Loads though nobody plays: somebody wants to see another moment. */
  load(): void
  /** Holds on to one rendition; undefined = the one that the network carries. */
  choose(height: number | undefined): void
  /** Bytes of it that have come. */
  received(): number
  /** Resolves when nothing of it is left on the element. */
  close(): Promise<void>
}

export interface StreamOptions {
  /** The HLS playlist of all renditions. */
  readonly playlist: string
  /** An MP4 of one rendition, for a browser that takes nothing else. */
  readonly fallback: string | null
  /** What can be chosen from is known, or has changed. */
  readonly onHeights: (heights: readonly number[]) => void
  /** Nothing of it can be played here. */
  readonly onFault: () => void
  /** A part of it did not come, and the engine asks for it no more. */
  readonly onLoss: () => void
  /** Where it begins, in seconds. */
  readonly from?: number
}

/** Whether scripts can feed a video here. Safari on telephones has the managed kind alone. */
const feeds = () => 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis

/**
 * Gives a `<video>` its stream. By Media Source wherever there is one: some browsers say of HLS that they `maybe` play it, and
 * then offer no choice of quality. By the browser's own HLS where only that exists (old iPhones), and by the plain file
 * where there is neither. Before somebody plays or seeks, no more is loaded than the `preload` of
 * the element says.
 */
export function openStream(media: HTMLVideoElement, options: StreamOptions): Stream {
  if (!feeds()) return openPlain(media, options)
  const known: { signals?: HlsVideoEngineSignals } = {}
  const engine = createHlsVideoEngine({
    // Nothing is known of the network yet: the smallest rendition begins, and starts soonest. What it takes tells the rest.
    initialBandwidth: 1,
    onSignalsReady: (signals) => {
      known.signals = signals
    },
  })
  const { signals } = known
  if (!signals) throw new Error('the engine gives its signals when it is made')
  const { state, context } = signals
  context.mediaElement.set(media)
  if (options.from) state.startPosition.set(options.from)
  state.presentation.set({ url: new URL(options.playlist, location.href).href })
  let heights: readonly number[] = []
  const stops = [
    effect(() => {
      const found = heightsOf(state.presentation.get())
      if (found.join() === heights.join()) return
      heights = found
      options.onHeights(found)
    }),
    effect(() => {
      // A place that did not answer once is given up for minutes, though there is no other.
      if (state.failedCdns.get()?.length) options.onLoss()
      else if (state.errors.get()?.some(({ code }) => verdicts.has(code))) options.onFault()
    }),
  ]
  return {
    get heights() {
      return heights
    },
    load: () => state.loadActivated.set(true),
    choose: (height) => state.userVideoTrackSelection.set(height === undefined ? undefined : { height }),
    received: () => state.bandwidthState.get()?.bytesSampled ?? 0,
    close: () => {
      for (const stop of stops) stop()
      return engine.destroy()
    },
  }
}

/** What the engine reports when no rendition is left that it could play (SVTA's codes for video and audio). */
const verdicts = new Set([2011, 2012])

/** The parts of a read playlist that tell which renditions there are. */
interface ReadPlaylist {
  readonly selectionSets?: readonly {
    readonly type: string
    readonly switchingSets: readonly { readonly tracks: readonly { readonly height?: number }[] }[]
  }[]
}

function heightsOf(presentation: unknown): number[] {
  const sets = (presentation as ReadPlaylist | undefined)?.selectionSets ?? []
  const tracks = sets
    .filter(({ type }) => type === 'video')
    .flatMap(({ switchingSets }) => switchingSets.flatMap((set) => set.tracks))
  const heights = tracks.flatMap(({ height }) => (height ? [height] : []))
  return [...new Set(heights)].sort((a, b) => b - a)
}

function openPlain(media: HTMLVideoElement, { playlist, fallback, onFault, from }: StreamOptions): Stream {
  const hls = media.canPlayType('application/vnd.apple.mpegurl') !== ''
  const source = hls ? playlist : fallback
  if (source) media.src = source
  else onFault()
  if (source && from) media.currentTime = from
  return {
    heights: [],
    load: () => {},
    choose: () => {},
    // The browser counts for itself; what it has is told by how far it goes.
    received: () => media.buffered.length && media.buffered.end(media.buffered.length - 1),
    close: async () => media.removeAttribute('src'),
  }
}
