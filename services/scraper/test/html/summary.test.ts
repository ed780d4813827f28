import { articles } from '@parlance/testing/articles'
import { describe, expect, it } from 'vitest'
import { summaryOf } from '../../src/html/summary.ts'

const lighthouse = `Welcome to our page, where you can find many things to look at today.

The lighthouse at Punta Secca has been dark for thirty years. Its lamp was replaced by a machine that needs nobody.

Subscribe to our newsletter for more stories like this one, every week.

Now the region wants a keeper for the lighthouse again. Two thousand people have asked for the post of keeper. We use cookies to improve your experience; accept them in the settings.

The keeper must be able to swim, to be alone and to change the lamp. Parking is behind the church on most days.`

describe('summaryOf', () => {
  const about = { title: 'The lighthouse wants a keeper', description: '', language: 'en' }

  it('chooses sentences that speak of the subject over the whole text, in their order', () => {
    const summary = summaryOf(lighthouse, about)
    expect(summary).toContain('Now the region wants a keeper for the lighthouse again.')
    expect(summary).toContain('The keeper must be able to swim')
    expect(summary.indexOf('region')).toBeLessThan(summary.indexOf('swim'))
  })

  it('leaves out what the page says to its visitor', () => {
    const summary = summaryOf(lighthouse, about)
    expect(summary).not.toContain('newsletter')
    expect(summary).not.toContain('cookies')
  })

  it('is not the first paragraph, and not too long', () => {
    const long = Array.from(
      { length: 60 },
      (_, at) => `Sentence number ${at} speaks of boats and of harbour ${at % 7}.`,
    )
    const summary = summaryOf(long.join('\n\n'), { title: 'Boats', description: '', language: 'en' })
    expect(summary.length).toBeLessThanOrEqual(900)
    expect(summary.match(/Sentence/g)?.length).toBeLessThanOrEqual(5)
  })

  it.each(articles.map(({ lang, title, paragraphs }) => [lang, title, paragraphs] as const))(
    'is made of whole sentences of the text, in %s: %s',
    (language, title, paragraphs) => {
      const summary = summaryOf(paragraphs.join('\n\n'), { title, description: '', language })
      const whole = paragraphs.join(' ')
      const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(summary)]
      expect(sentences.length).toBeGreaterThanOrEqual(2)
      for (const { segment } of sentences) expect(whole).toContain(segment.trim())
    },
  )

  it('is nothing where there is nothing to choose from', () => {
    expect(summaryOf('One sentence that is long enough to be one, and no other.', about)).toBe('')
  })
})
