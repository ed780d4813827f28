import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApertiumEngine } from '../../src/engines/apertium/apertium-engine.ts'
import { markdownSkeleton } from '../../src/text/markdown.ts'
import { hasApertium, makeApertium } from '../support/apertium.ts'
import { count, mixedText } from '../support/arbitraries.ts'
import { type Difficult, difficult } from '../support/difficult.ts'
import { makeTranslator } from '../support/translator.ts'

const needs = hasApertium ? '' : ' (skipped: no Apertium, run manage setup)'

describe.skipIf(!hasApertium)(`difficult texts through Apertium${needs}`, () => {
  let engine: ApertiumEngine
  beforeAll(() => {
    engine = makeApertium()
  })
  afterAll(() => engine.close())

  it('are thirty', () => {
    expect(difficult).toHaveLength(30)
  })

  it.each(difficult.map((one): [string, Difficult] => [one.what, one]))(
    '%s',
    async (_, { text, kept, whole = false, format = 'plain' as const, source = 'en', target = 'es' }) => {
      const { translate } = makeTranslator({ basic: engine })
      const { translated, untranslated, note } = await translate(text, { source, target, format })
      for (const part of kept) expect(count(translated, part)).toBe(count(text, part))
      expect(untranslated).toBe(whole)
      expect(note === '').toBe(!whole)
      expect(translated === text).toBe(whole)
      if (format === 'markdown') expect(markdownSkeleton(translated)).toBe(markdownSkeleton(text))
    },
  )

  it('five hundred generated ones keep every mask', async () => {
    const { translate } = makeTranslator({ basic: engine })
    await fc.assert(
      fc.asyncProperty(mixedText, fc.constantFrom('es', 'fr', 'it', 'pt'), async ({ text, kept }, target) => {
        const { translated } = await translate(text, { target, chat: true })
        for (const mask of new Set(kept)) expect(count(translated, mask)).toBe(count(text, mask))
      }),
      { numRuns: 500 },
    )
  }, 120_000)
})
