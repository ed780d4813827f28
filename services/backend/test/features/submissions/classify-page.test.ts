import { languages } from '@parlance/contracts/languages'
import { describe, expect, test } from 'vitest'
import { readSeed } from '../../../src/database/seed-files.ts'
import { classifyPage, type Vocabulary } from '../../../src/features/submissions/classify-page.ts'
import { pageFacts } from '../../support/page-facts.ts'

const seed = await readSeed()
const subject = ({ slug, keywords = [] }: { slug: string; keywords?: readonly string[] }) => ({
  slug,
  keywords,
})
const vocabulary: Vocabulary = { categories: seed.categories.map(subject), tags: seed.tags.map(subject) }

describe('the listings of the sample catalogue, which people filed, in all seven languages', () => {
  test('at least 85 of 100 are filed as they filed them, in each language', { timeout: 60_000 }, () => {
    const confusion: string[] = []
    const right = new Map<string, number>()
    for (const language of languages) {
      for (const tool of seed.tools) {
        const texts = tool.translations[language]
        const { category } = classifyPage(
          pageFacts({
            name: tool.name,
            tagline: texts?.tagline ?? '',
            description: texts?.overview ?? '',
            text: texts?.description ?? '',
            features: texts?.keyFeatures ?? [],
            pricing: tool.pricing,
          }),
          vocabulary,
        )
        if (category === tool.category) right.set(language, (right.get(language) ?? 0) + 1)
        else confusion.push(`${language} ${tool.slug}: ${tool.category} taken for ${category}`)
      }
    }
    for (const language of languages) {
      const share = (right.get(language) ?? 0) / seed.tools.length
      expect(share, `${language}\n${confusion.join('\n')}`).toBeGreaterThanOrEqual(0.85)
    }
  })
})

describe('classifyPage', () => {
  test('says what it saw and where', () => {
    const { category, candidates } = classifyPage(
      pageFacts({ name: 'Snip', tagline: 'Video editor for teams', description: 'Edit videos together.' }),
      vocabulary,
    )
    expect(category).toBe('video-editing')
    expect(candidates[0]?.evidence).toEqual(
      expect.arrayContaining(['“video editor” in the name', '“edit videos” in what it says of itself']),
    )
  })

  test('leaves a page about something else to an editor', () => {
    const { category } = classifyPage(
      pageFacts({
        name: 'Grandmother’s plum cake',
        description: 'A recipe for a cake with plums, from the north.',
        text: 'Beat the butter and the sugar. Put music on while it bakes.',
      }),
      vocabulary,
    )
    expect(category).toBeNull()
  })

  test('leaves a page that is two things at once to an editor, who sees both', () => {
    const { category, candidates } = classifyPage(
      pageFacts({ name: 'Both', description: 'Dubbing. Transcription.' }),
      {
        categories: [
          { slug: 'dubbing', keywords: ['dubbing'] },
          { slug: 'transcription', keywords: ['transcription'] },
        ],
        tags: [],
      },
    )
    expect(category).toBeNull()
    expect(candidates.map(({ slug }) => slug).sort()).toEqual(['dubbing', 'transcription'])
  })

  test('is of the site’s own categories, whatever they are, and no word within another', () => {
    const gardens: Vocabulary = {
      categories: [
        { slug: 'herbs', keywords: ['herb*', 'Kräuter'] },
        { slug: 'ants', keywords: ['ant'] },
      ],
      tags: [{ slug: 'balcony', keywords: ['balcon*'] }],
    }
    const seen = classifyPage(
      pageFacts({ name: 'Kraeuter', tagline: 'KRÄUTER für den Balkon', description: 'Important plants.' }),
      gardens,
    )
    expect(seen.category).toBe('herbs')
    expect(seen.candidates.map(({ slug }) => slug)).not.toContain('ants')
  })

  test('knows tags by words, by what it costs and by where else it is', () => {
    const { tags } = classifyPage(
      pageFacts({
        name: 'Snip',
        description: 'An open-source editor in the browser.',
        pricing: 'freemium',
        profiles: ['https://apps.apple.com/app/snip/id1'],
      }),
      vocabulary,
    )
    expect(tags.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['open-source', 'browser', 'free-tier', 'mobile']),
    )
  })
})
