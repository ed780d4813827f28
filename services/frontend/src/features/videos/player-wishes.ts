import { read, write } from '../../components/storage.ts'
import { isLanguage } from '../../i18n/languages.ts'

const storageKey = 'parlance_player'

/** How somebody likes videos, kept by their browser. */
export interface PlayerWishes {
  /** Language of captions; `off` = none; undefined = that of the page. */
  readonly captions?: string
  readonly volume: number
  readonly muted: boolean
  readonly speed: number
}

/** What is wished, by what the browser kept; whatever cannot be read is as at first. */
export function readWishes(): PlayerWishes {
  const usual: PlayerWishes = { volume: 1, muted: false, speed: 1 }
  try {
    const kept = JSON.parse(read(storageKey) ?? '{}') as Record<string, unknown>
    const { captions, volume, muted, speed } = kept
    const within = (value: unknown, least: number, most: number): value is number =>
      typeof value === 'number' && value >= least && value <= most
    return {
      ...(captions === 'off' || isLanguage(captions) ? { captions } : {}),
      volume: within(volume, 0, 1) ? volume : usual.volume,
      muted: muted === true,
      speed: within(speed, 0.25, 4) ? speed : usual.speed,
    }
  } catch {
    return usual
  }
}

/** Keeps what was chosen. */
export function keepWishes(wishes: PlayerWishes): void {
  write(storageKey, JSON.stringify(wishes))
}

/** The captions to show: what was chosen where the video has it, else those of the page, else none. */
export function captionsFor(
  languages: readonly string[],
  chosen: string | undefined,
  page: string,
): string | undefined {
  if (chosen === 'off') return undefined
  if (chosen && languages.includes(chosen)) return chosen
  return languages.includes(page) ? page : undefined
}
