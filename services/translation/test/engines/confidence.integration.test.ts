import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasApertium, makeApertium } from '../support/apertium.ts'
import { makeTranslator } from '../support/translator.ts'

/** Short lines as Apertium put them, each judged by a reader of both languages: does it convey what was meant? */
const judged = readFileSync(new URL('judged.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => {
    const [source = '', target = '', text = '', translated = '', judgement = ''] = row.split('\t')
    return { source, target, text, translated, good: judgement === 'good' }
  })

describe.skipIf(!hasApertium)('confidence', () => {
  it('says something: lines under 0.5 are far worse than the others', async () => {
    const engine = makeApertium()
    const { translate } = makeTranslator({ basic: engine })
    try {
      const answers = await Promise.all(
        judged.map(async (line) => ({ ...line, answer: await translate(line.text, line) })),
      )
      // A judgement is one of the words that were judged; of newer ones it says nothing.
      const same = answers.filter(({ answer, translated }) => answer.translated === translated)
      expect(judged.length).toBe(200)
      expect(same.length).toBeGreaterThanOrEqual(150)
      const under = same.filter(({ answer }) => answer.confidence < 0.5)
      const over = same.filter(({ answer }) => answer.confidence >= 0.5)
      const good = (lines: typeof same) => lines.filter((line) => line.good).length / lines.length
      expect(under.length).toBeGreaterThanOrEqual(20)
      expect(good(over)).toBeGreaterThan(0.5)
      expect(good(under)).toBeLessThan(good(over) / 2)
    } finally {
      await engine.close()
    }
  })
})
