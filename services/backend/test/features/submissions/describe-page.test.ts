import { describe, expect, test } from 'vitest'
import { describePage } from '../../../src/features/submissions/describe-page.ts'
import { pageFacts } from '../../support/page-facts.ts'

const page = pageFacts

describe('the name', () => {
  test.each([
    [
      'which the scraper took from the title',
      { name: 'Loomery', tagline: 'Weave films from words', title: 'Loomery – Weave films from words' },
      'Loomery',
      'Weave films from words',
    ],
    [
      'of the title where there is no other',
      { title: 'Loomery: films from words' },
      'Loomery: films from words',
      null,
    ],
    ['of the site where there is no title', { siteName: 'The Shop' }, 'The Shop', null],
    ['of the host where there is nothing else', {}, 'example.org', null],
  ])('is that %s', (_what, facts, name, tagline) => {
    expect(describePage(page(facts))).toMatchObject({ name, texts: { name, tagline } })
  })

  test('is not a novel', () => {
    expect(describePage(page({ title: 'word '.repeat(100) })).name.length).toBeLessThanOrEqual(80)
  })

  test('that has nothing to be spelt is addressed by the host', () => {
    expect(describePage(page({ title: '…!' }))).toMatchObject({ name: '…!', slug: 'example-org' })
  })
})

describe('the texts', () => {
  test('are what the page says of itself', () => {
    const { texts, pricing } = describePage(
      page({
        title: 'Loomery',
        description: 'Films from words.  \n It needs no camera.',
        text: 'A first paragraph that is long enough to say something.\nMenu\nA second paragraph that is long enough, too, to be kept.',
        features: ['Fast', ' Fast ', '', 'Small'],
        pricing: 'freemium',
      }),
    )
    expect(texts).toMatchObject({
      tagline: 'Films from words.',
      overview: 'Films from words. It needs no camera.',
      description:
        'A first paragraph that is long enough to say something.\n\nA second paragraph that is long enough, too, to be kept.',
      keyFeatures: ['Fast', 'Small'],
    })
    expect(pricing).toBe('freemium')
  })

  test('carry no markup that the page did not mean', () => {
    const { texts } = describePage(
      page({
        title: 'X',
        text: '# Not a heading, but <script>alert(1)</script> and *stars* of [a page](javascript:x)',
      }),
    )
    expect(texts.description).toBe(
      '\\# Not a heading, but \\<script\\>alert(1)\\</script\\> and \\*stars\\* of \\[a page\\](javascript:x)',
    )
  })

  test('are absent where the page says nothing', () => {
    expect(describePage(page({ title: 'X' })).texts).toEqual({
      name: 'X',
      tagline: null,
      overview: null,
      description: null,
      keyFeatures: [],
      useCases: [],
      questions: [],
    })
  })

  test('stay within bounds', () => {
    const { texts } = describePage(
      page({ title: 'X', description: 'd'.repeat(9_000), text: `${'t'.repeat(90_000)}\n`.repeat(9) }),
    )
    expect(texts.overview?.length).toBeLessThanOrEqual(400)
    expect(texts.description?.length).toBeLessThanOrEqual(2_400)
  })
})
