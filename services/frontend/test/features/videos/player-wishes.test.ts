import { describe, expect, it } from 'vitest'
import { write } from '../../../src/components/storage.ts'
import { captionsFor, keepWishes, readWishes } from '../../../src/features/videos/player-wishes.ts'

describe('captionsFor', () => {
  it('shows those of the page at once', () => {
    expect(captionsFor(['en', 'fr', 'es'], undefined, 'fr')).toBe('fr')
  })
  it('shows none of a language that the page is not in, unless it was chosen', () => {
    expect(captionsFor(['en'], undefined, 'fr')).toBeUndefined()
    expect(captionsFor(['en', 'fr'], 'en', 'fr')).toBe('en')
  })
  it('keeps them off where somebody turned them off', () => {
    expect(captionsFor(['en', 'fr'], 'off', 'fr')).toBeUndefined()
  })
  it('goes back to the page’s where a video lacks the chosen language', () => {
    expect(captionsFor(['en', 'fr'], 'de', 'fr')).toBe('fr')
  })
})

describe('readWishes', () => {
  it('reads back what was kept', () => {
    const wishes = { captions: 'es', volume: 0.4, muted: true, speed: 1.5 }
    keepWishes(wishes)
    expect(readWishes()).toEqual(wishes)
  })
  it.each(['', 'no JSON', '{"volume":7,"speed":"fast","captions":"klingon"}'])(
    'is as at first where the browser kept %j',
    (text) => {
      write('parlance_player', text)
      expect(readWishes()).toEqual({ volume: 1, muted: false, speed: 1 })
    },
  )
})
