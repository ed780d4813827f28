import { type Language, languages } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { canonicalUrl } from '../features/catalogue/canonical-url.ts'
import { wordsOf } from '../features/catalogue/search-query.ts'
import { plainName } from '../features/identifiers.ts'
import type { JobSender } from '../stores/listing-renewals.ts'
import { countWords, indexWhatWaits } from '../stores/search-backlog.ts'
import type { SeedData } from './seed-files.ts'
import { applyBatch } from './transfer/apply-batch.ts'
import type { ListingRecord, RecordTexts } from './transfer/listing-record.ts'

/** Distinct words of a language; those of the sample catalogue come first. */
const vocabularySize = 30_000
const batchSize = 1_000
/** Listings are made, and none that was there changes. */
const noJobs: JobSender = { insert: async () => null }

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws numbers from 0 to `size` - 1, each about as often as Zipf's law has words of that rank. */
export function zipf(size: number, random: () => number, exponent = 1.05): () => number {
  const sums = new Float64Array(size)
  let sum = 0
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 2.7) ** exponent
    sums[rank] = sum
  }
  return () => {
    const wanted = random() * sum
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/**
 * Adds listings until the directory has so many: with words as often as in a real language, categories, tags, prices and
 * readers in uneven numbers, texts in all seven languages. The same size gives the same listings.
 *
 * @returns how many were added.
 */
export async function seedSize(
  client: Client,
  data: SeedData,
  size: number,
  onProgress: (added: number) => void = () => {},
): Promise<number> {
  const { rows } = await client.query<{ there: number; largest: number }>(
    `SELECT count(*)::int AS there, coalesce(max(substring(slug FROM '-([0-9]+)$')::int) FILTER (WHERE url LIKE 'https://%.example/'), 0) AS largest
     FROM "Tool"`,
  )
  const { there = 0, largest = 0 } = rows[0] ?? {}
  const make = listingMaker(data)
  const missing = Math.max(0, size - there)
  for (let made = 0; made < missing; made += batchSize) {
    const records = Array.from({ length: Math.min(batchSize, missing - made) }, (_, index) =>
      make(largest + made + index + 1),
    )
    await client.query('BEGIN')
    const { faults } = await applyBatch(client, noJobs, records)
    const [fault] = faults
    if (fault) throw new Error(`a made listing cannot be written: ${fault.message}`)
    await client.query('COMMIT')
    await indexWhatWaits(client)
    onProgress(made + records.length)
  }
  await countWords(client)
  await client.query('VACUUM ANALYZE')
  return missing
}

/** Makes the listing of a number. */
export function listingMaker(data: SeedData): (number: number) => ListingRecord {
  const vocabularies = Object.fromEntries(
    languages.map((language) => [language, vocabularyOf(data, language)]),
  ) as Record<Language, string[]>
  const categories = data.categories.map(({ slug }) => slug)
  const tags = data.tags.map(({ slug }) => slug)
  return (number) => {
    const random = randomFrom(number)
    const words = zipf(vocabularySize, random)
    const category = categories[zipf(categories.length, random)()] ?? ''
    const tagOf = zipf(tags.length, random)
    const source: Language =
      random() < 0.7 ? 'en' : (languages[Math.floor(random() * languages.length)] ?? 'en')
    const draw = (language: Language, least: number, most: number) =>
      Array.from(
        { length: least + Math.floor(random() * (most - least + 1)) },
        () => vocabularies[language][words()] ?? 'word',
      ).join(' ')
    const sentence = (language: Language, least: number, most: number) => {
      const text = draw(language, least, most)
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
    }
    const name = `${madeWord(Math.floor(random() * 1e9))} ${vocabularies.en[words()] ?? 'Word'}`.replace(
      /^./,
      (letter) => letter.toUpperCase(),
    )
    const texts: Record<string, RecordTexts> = {}
    for (const language of languages) {
      texts[language] = {
        name,
        tagline: draw(language, 5, 9),
        overview: sentence(language, 16, 28),
        description: Array.from({ length: 4 }, () => sentence(language, 12, 20)).join(' '),
        keyFeatures: Array.from({ length: 4 }, () => draw(language, 2, 5)),
        useCases: Array.from({ length: 3 }, () => draw(language, 3, 6)),
      }
    }
    const slug = `${name.split(' ')[0]?.toLowerCase()}-${number}`
    const url = `https://${slug}.example/`
    return {
      line: number,
      url,
      canonicalUrl: canonicalUrl(url),
      slug,
      name,
      sortName: plainName(name),
      sourceLanguage: source,
      category,
      tags: [
        ...new Set(Array.from({ length: 2 + Math.floor(random() * 6) }, () => tags[tagOf()] ?? '')),
      ].filter((tag) => tag !== ''),
      pricing: ['freemium', 'free', 'paid', 'contact', 'unknown'][zipf(5, random)()] ?? 'unknown',
      featured: random() < 0.01,
      publishedAt: new Date(Date.UTC(2022, 0, 1) + Math.floor(random() * 1_700) * 86_400_000).toISOString(),
      views: Math.floor(20_000 * random() ** 6),
      clicks: Math.floor(3_000 * random() ** 8),
      texts,
      origins: {},
    }
  }
}

function vocabularyOf(data: SeedData, language: Language): string[] {
  const counts = new Map<string, number>()
  for (const { translations } of data.tools) {
    const text = translations[language]
    const all = [
      text?.tagline,
      text?.overview,
      text?.description,
      ...(text?.keyFeatures ?? []),
      ...(text?.useCases ?? []),
    ].join(' ')
    for (const word of wordsOf(all)) if (word.length > 3) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const real = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
  const seen = new Set(real)
  for (let number = 0; real.length < vocabularySize; number += 1) {
    const word = madeWord(number * 7_919 + language.charCodeAt(0) * 131 + language.charCodeAt(1))
    if (!seen.has(word)) real.push(word)
    seen.add(word)
  }
  return real
}

const heads = [
  'b',
  'br',
  'c',
  'cl',
  'd',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'z',
]
const middles = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'io', 'ou']
const tails = ['', 'l', 'm', 'n', 'r', 's', 't', 'x']

/** A word that can be said; one for each number. */
function madeWord(number: number): string {
  let rest = number
  let word = ''
  for (let syllable = 0; syllable < 3; syllable += 1) {
    for (const part of [heads, middles, tails]) {
      word += part[rest % part.length] ?? ''
      rest = Math.floor(rest / part.length)
    }
    if (rest === 0 && syllable > 0) break
  }
  return word
}
