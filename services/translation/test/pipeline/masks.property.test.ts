import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownSkeleton } from '../../src/text/markdown.ts'
import { count, kept, type Mischief, mischief, mixedText, word } from '../support/arbitraries.ts'
import { FakeEngine } from '../support/fake-engine.ts'
import { makeTranslator } from '../support/translator.ts'

/** An engine that does one mischief after another, segment by segment. */
function mischievous(tricks: readonly Mischief[]): FakeEngine {
  let next = 0
  return new FakeEngine((text) => ({ text: tricks[next++ % tricks.length]?.(text) ?? text, confidence: 0.5 }))
}

const tricks = fc.array(mischief, { minLength: 1, maxLength: 4 })

describe('whatever an engine does', () => {
  it('every mask of a plain text comes out exactly once and unchanged, or the original is kept and marked', async () => {
    await fc.assert(
      fc.asyncProperty(
        mixedText,
        tricks,
        fc.constantFrom('es', 'fr', 'de'),
        async ({ text, kept }, tricks, target) => {
          const { translate } = makeTranslator({ basic: mischievous(tricks) })
          const result = await translate(text, { target })
          for (const mask of new Set(kept)) expect(count(result.translated, mask)).toBe(count(text, mask))
          expect(result.untranslated && result.translated !== text).toBe(false)
          expect(result.untranslated && result.note === '').toBe(false)
        },
      ),
      { numRuns: 10_000 },
    )
  }, 120_000)

  it('a Markdown text keeps its structure, or is kept whole and marked', async () => {
    const inline = fc.oneof(
      word,
      kept.filter((text) => !/[<>{}|\u{E000}-\u{F8FF}]/u.test(text)),
      word.map((text) => `**${text} words**`),
      word.map((text) => `*${text}*`),
      fc.tuple(word, word).map(([a, b]) => `[${a} ${b}](https://example.org/${a.length})`),
      fc.constantFrom('`code()`', '![alt](x.png)', '~~old~~', '\\*not\\*', 'a_b', '<kbd>K</kbd>'),
    )
    const sentence = fc.array(inline, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '))
    const block = fc.oneof(
      sentence,
      sentence.map((text) => `## ${text}`),
      sentence.map((text) => `- ${text}\n- [ ] ${text}`),
      sentence.map((text) => `> ${text}\n> ${text}`),
      fc.tuple(word, word).map(([a, b]) => `| ${a} | ${b} |\n|---|---|\n| ${b} | ${a} |`),
      fc.constant('```js\nconst house = "red"\n```'),
      fc.constant('<div>\n  raw\n</div>'),
    )
    const markdown = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n'))
    await fc.assert(
      fc.asyncProperty(markdown, tricks, async (text, tricks) => {
        const { translate } = makeTranslator({ basic: mischievous(tricks) })
        const { translated } = await translate(text, { format: 'markdown' })
        expect(markdownSkeleton(translated)).toBe(markdownSkeleton(text))
      }),
      { numRuns: 2_000 },
    )
  }, 120_000)

  it('any string at all goes through without an error, and comes back whole where nothing was translated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('plain' as const, 'markdown' as const),
        async (text, format) => {
          const identity = new FakeEngine((segment) => ({ text: segment, confidence: 1 }))
          const { translate } = makeTranslator({ basic: identity })
          const { translated } = await translate(text, { format, target: 'nl' })
          expect(translated.replace(/\s+/gu, '').toLowerCase()).toBe(text.replace(/\s+/gu, '').toLowerCase())
        },
      ),
      { numRuns: 3_000 },
    )
  }, 120_000)
})
