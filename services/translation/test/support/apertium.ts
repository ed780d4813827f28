import { ApertiumEngine, type ApertiumOptions } from '../../src/engines/apertium/apertium-engine.ts'
import { findModes } from '../../src/engines/apertium/modes.ts'

export const modesFolder = process.env.APERTIUM_MODES_DIR ?? '/usr/share/apertium/modes'
const path = process.env.PATH ?? ''

/** Whether Apertium and its English–Spanish pair are on this machine; tests that need them skip where not. */
export const hasApertium = findModes(modesFolder, path).modes.some(({ name }) => name === 'eng-spa')

/** An Apertium engine with two pipelines a mode. */
export function makeApertium(options: Partial<ApertiumOptions> = {}): ApertiumEngine {
  return new ApertiumEngine({ modesFolder, path, workers: 2, idleMs: 60_000, ...options })
}
