import { describe, expect, it } from 'vitest'
import { nextSpeed, type PressedKey, playerAct } from '../../../src/features/videos/player-keys.ts'

const pressed = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  on: 'other',
  ...more,
})

describe('playerAct', () => {
  it.each([
    [' ', { act: 'play' }],
    ['k', { act: 'play' }],
    ['K', { act: 'play' }],
    ['m', { act: 'mute' }],
    ['c', { act: 'captions' }],
    ['f', { act: 'fullscreen' }],
    ['>', { act: 'faster' }],
    ['<', { act: 'slower' }],
    ['ArrowRight', { act: 'seek', by: 5 }],
    ['ArrowLeft', { act: 'seek', by: -5 }],
    ['ArrowUp', { act: 'louder', by: 0.1 }],
  ])('%j is %j', (key, act) => {
    expect(playerAct(pressed(key))).toEqual(act)
  })

  it('leaves the browser’s own keys alone', () => {
    expect(playerAct(pressed('f', { ctrlKey: true }))).toBeUndefined()
    expect(playerAct(pressed('ArrowLeft', { altKey: true }))).toBeUndefined()
    expect(playerAct(pressed('Tab'))).toBeUndefined()
  })

  it('leaves a control the keys that it has itself', () => {
    expect(playerAct(pressed(' ', { on: 'button' }))).toBeUndefined()
    expect(playerAct(pressed('m', { on: 'button' }))).toEqual({ act: 'mute' })
    expect(playerAct(pressed('ArrowDown', { on: 'select' }))).toBeUndefined()
    expect(playerAct(pressed('m', { on: 'text' }))).toBeUndefined()
    expect(playerAct(pressed('ArrowRight', { on: 'volume' }))).toBeUndefined()
    expect(playerAct(pressed('m', { on: 'volume' }))).toEqual({ act: 'mute' })
  })
})

describe('nextSpeed', () => {
  it('goes up and down, and stays at the ends', () => {
    expect(nextSpeed(1, 'faster')).toBe(1.25)
    expect(nextSpeed(1, 'slower')).toBe(0.75)
    expect(nextSpeed(2, 'faster')).toBe(2)
    expect(nextSpeed(0.5, 'slower')).toBe(0.5)
  })
})
