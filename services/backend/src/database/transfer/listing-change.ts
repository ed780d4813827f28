import { slugOf } from '../../features/identifiers.ts'
import type { KeptListing } from './current-listings.ts'
import type { ListingRecord } from './listing-record.ts'

/** What a line changes, or would. */
export interface Change {
  readonly line: number
  slug: string
  readonly what: 'created' | 'updated' | 'unchanged'
  /** `field: before → after`, shortened. */
  readonly fields: readonly string[]
}

const mostShown = 60

/** Compares a line with what is there; what the line does not say does not change. */
export function changeOf(record: ListingRecord, kept: KeptListing | undefined): Change {
  const { line, slug = '' } = record
  if (!kept) return { line, slug, what: 'created', fields: [] }
  const fields: string[] = []
  const compare = (field: string, before: unknown, after: unknown) => {
    if (after === undefined || shown(before) === shown(after)) return
    fields.push(`${field}: ${shorten(shown(before))} → ${shorten(shown(after))}`)
  }
  compare('url', kept.url, record.url)
  compare('slug', kept.slug, record.slug)
  compare('name', kept.name, record.name)
  compare('sourceLanguage', kept.sourceLanguage, record.sourceLanguage)
  if (
    record.category &&
    !kept.category.some((name) => name && slugOf(name) === slugOf(record.category ?? ''))
  ) {
    compare('category', kept.category.at(-1) ?? '', record.category)
  }
  if (record.tags) compare('tags', [...kept.tags].sort(), record.tags.map(slugOf).sort())
  for (const field of ['pricing', 'status', 'featured', 'views', 'clicks'] as const)
    compare(field, kept[field], record[field])
  if (record.publishedAt) compare('publishedAt', kept.publishedAt.toISOString(), record.publishedAt)
  for (const [language, texts] of Object.entries(record.texts)) {
    for (const [field, value] of Object.entries(texts)) {
      compare(`${field}.${language}`, kept.texts[language]?.[field as 'name'], value)
    }
  }
  for (const [language, origin] of Object.entries(record.origins)) {
    const before = kept.texts[language]
    compare(`origin.${language}`, before && originOf(before), originOf(origin))
  }
  return { line, slug: kept.slug, what: fields.length > 0 ? 'updated' : 'unchanged', fields }
}

function originOf({ source, engine, model, confidence, reviewed }: ListingRecord['origins'][string]) {
  return [source, engine, model, confidence, reviewed]
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

function shorten(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text
}
