import type { Page } from 'playwright-core'

/** What a `<video>` of a page says of itself. */
export interface MediaSeen {
  /** Seconds. */
  readonly time: number
  /** Pictures that were decoded. */
  readonly frames: number
  /** Languages of the captions that are shown. */
  readonly showing: readonly string[]
  /** The caption that is shown now. */
  readonly cue: string
}

/** Looks at the video of a page. */
export function lookAtMedia(page: Page): Promise<MediaSeen> {
  return page.evaluate(() => {
    const video = document.querySelector('video')
    const tracks = [...(video?.textTracks ?? [])].filter(({ mode }) => mode === 'showing')
    const cue = tracks[0]?.activeCues?.[0]
    return {
      time: video?.currentTime ?? 0,
      frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
      showing: tracks.map(({ language }) => language),
      cue: cue instanceof VTTCue ? cue.text : '',
    }
  })
}

/** Waits until the video of a page is at a moment, in seconds. @throws Error with its state where it does not get there */
export async function mediaReaches(page: Page, time: number): Promise<void> {
  await page
    .waitForFunction((wanted) => (document.querySelector('video')?.currentTime ?? 0) >= wanted, time)
    .catch(withState(page, `is not at ${time} s`))
}

/** Waits until the video of a page has played to its end. @throws Error with its state where it does not get there */
export async function mediaEnds(page: Page): Promise<void> {
  await page
    .waitForFunction(() => document.querySelector('video')?.ended)
    .catch(withState(page, 'does not end'))
}

const withState = (page: Page, what: string) => async (cause: unknown) => {
  const state = await page.evaluate(() => {
    const media = document.querySelector('video')
    if (!media) return 'there is none'
    const { buffered, currentTime, duration, ended, networkState, paused, readyState, seeking } = media
    return JSON.stringify({
      ...{ currentTime, duration, ended, networkState, paused, readyState, seeking },
      error: media.error?.message,
      source: media.currentSrc,
      loaded: Array.from({ length: buffered.length }, (_, index) => [
        buffered.start(index),
        buffered.end(index),
      ]),
      said: document.querySelector('[data-testid=player-fault]')?.textContent,
    })
  })
  throw new Error(`the video of ${page.url()} ${what}: ${state}`, { cause })
}

/**
 * Presses play, the player's or the bare element's.
 * @param within milliseconds that it may take
 * @returns milliseconds until the time runs
 * @throws Error with the state of the element where it did not start in time, or was refused
 */
export function playAndTime(page: Page, within = 30_000): Promise<number> {
  return page.evaluate(
    (most) =>
      new Promise<number>((resolve, reject) => {
        const media = document.querySelector('video')
        if (!media) throw new Error('there is no video on the page')
        const started = performance.now()
        const fail = (why: string) => {
          const { networkState, readyState, paused, error, currentSrc } = media
          const state = JSON.stringify({
            networkState,
            readyState,
            paused,
            error: error?.message,
            currentSrc,
          })
          reject(new Error(`the video of ${location.href} does not play: ${why}; ${state}`))
        }
        setTimeout(() => fail(`its time does not run after ${most} ms`), most)
        media.addEventListener('timeupdate', () => {
          if (media.currentTime > 0) resolve(performance.now() - started)
        })
        const button = document.querySelector<HTMLElement>('[data-testid=player-play]')
        if (button) button.click()
        else media.play().catch((error) => fail(String(error)))
      }),
    within,
  )
}

/** Bytes of each script that a page has loaded, as it was sent, by its address. */
export async function scriptSizes(page: Page): Promise<ReadonlyMap<string, number>> {
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap((entry) =>
        entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name)
          ? [[entry.name, entry.encodedBodySize] as const]
          : [],
      ),
  )
  return new Map(sizes)
}
