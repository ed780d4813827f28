/** What a key does to a player. */
export type PlayerAct =
  | { readonly act: 'play' | 'mute' | 'captions' | 'fullscreen' | 'faster' | 'slower' }
  | { readonly act: 'seek'; readonly by: number }
  | { readonly act: 'louder'; readonly by: number }

/** Seconds that an arrow goes. */
const step = 5

const acts: Readonly<Record<string, PlayerAct>> = {
  ' ': { act: 'play' },
  k: { act: 'play' },
  m: { act: 'mute' },
  c: { act: 'captions' },
  f: { act: 'fullscreen' },
  '>': { act: 'faster' },
  '<': { act: 'slower' },
  ArrowRight: { act: 'seek', by: step },
  ArrowLeft: { act: 'seek', by: -step },
  ArrowUp: { act: 'louder', by: 0.1 },
  ArrowDown: { act: 'louder', by: -0.1 },
}

/** What was pressed, and where the focus was. */
export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  /** Tag of the element that has the focus, and its type where it is an input. */
  readonly on: 'button' | 'select' | 'text' | 'volume' | 'other'
}

/**
 * What a key is for; undefined = the browser's own. Buttons keep the space bar, lists and texts every key, the volume its
 * arrows: whoever stands on one of them means it.
 */
export function playerAct({ key, ctrlKey, altKey, metaKey, on }: PressedKey): PlayerAct | undefined {
  if (ctrlKey || altKey || metaKey || on === 'select' || on === 'text') return undefined
  if (on === 'button' && key === ' ') return undefined
  if (on === 'volume' && key.startsWith('Arrow')) return undefined
  return acts[key.length === 1 ? key.toLowerCase() : key]
}

/** Speeds that can be chosen. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

/** The next speed up or down; the same where there is none. */
export function nextSpeed(now: number, way: 'faster' | 'slower'): number {
  const found = way === 'faster' ? speeds.find((one) => one > now) : speeds.findLast((one) => one < now)
  return found ?? now
}
