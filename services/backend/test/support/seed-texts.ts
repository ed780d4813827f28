import type { Language } from '@parlance/contracts/languages'
import type { SeedData, SeedTool } from '../../src/database/seed-files.ts'

/** All that the sample catalogue's files say of a listing in a language, a line for each text. */
export function writtenIn(seed: SeedData, tool: SeedTool, lang: Language): string {
  const text = tool.translations[lang]
  const category = seed.categories.find(({ slug }) => slug === tool.category)?.translations[lang]?.name
  const tags = tool.tags.map((tag) => seed.tags.find(({ slug }) => slug === tag)?.translations[lang])
  return [
    tool.name,
    text?.tagline,
    text?.overview,
    text?.description,
    ...(text?.keyFeatures ?? []),
    ...(text?.useCases ?? []),
    category,
    ...tags,
  ].join('\n')
}
