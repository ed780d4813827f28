import { type Language, languages } from '@parlance/contracts/languages'
import {
  listFields,
  type Mapping,
  type Target,
  type TextField,
  textFields,
} from '../../features/administration/import-fields.ts'
import { canonicalUrl } from '../../features/catalogue/canonical-url.ts'
import { plainName, slugOf } from '../../features/identifiers.ts'
import type { RawRecord } from './raw-record.ts'
import { withoutGuard } from './table-cells.ts'

/** Texts of a listing in one language; what a file does not say is not there, and stays as it is. */
export type RecordTexts = Partial<Record<TextField, string | string[]>>

/** Who made the texts of a language, as exports say it. */
export interface RecordOrigin {
  readonly source: 'human' | 'machine' | 'import'
  readonly engine: string | null
  readonly model: string | null
  readonly confidence: number | null
  readonly reviewed: boolean
}

/** A listing as a file says it. */
export interface ListingRecord {
  readonly line: number
  readonly url: string
  readonly canonicalUrl: string
  readonly slug?: string
  readonly name: string
  readonly sortName: string
  readonly sourceLanguage: string
  readonly category?: string
  readonly tags?: readonly string[]
  readonly pricing?: string
  readonly status?: string
  readonly featured?: boolean
  readonly publishedAt?: string
  readonly views?: number
  readonly clicks?: number
  readonly texts: Readonly<Record<string, RecordTexts>>
  readonly origins: Readonly<Record<string, RecordOrigin>>
}

/** One thing that is wrong with a line. */
export interface LineFault {
  readonly line: number
  readonly field: string
  readonly message: string
}

const mostCharacters: Readonly<Record<TextField, number>> = {
  name: 200,
  tagline: 500,
  overview: 5_000,
  description: 100_000,
  keyFeatures: 500,
  useCases: 500,
  metaTitle: 500,
  metaDescription: 1_000,
}
const mostItems = 50
/** As of a submission. */
const mostUrlCharacters = 2_048
const choices: Readonly<Record<string, readonly string[]>> = {
  pricing: ['free', 'freemium', 'paid', 'contact', 'unknown'],
  status: ['draft', 'published', 'hidden'],
}
/** PostgreSQL's largest `integer`. */
const maxInteger = 2_147_483_647

/** Makes a listing of a record. @returns every fault of the line, where it has one */
export function readRecord(
  record: RawRecord,
  mapping: Mapping,
  defaults: { readonly language: Language; readonly fromTable: boolean },
): { listing: ListingRecord } | { faults: LineFault[] } {
  const faults: LineFault[] = []
  const { line } = record
  const fault = (field: string, message: string) => faults.push({ line, field, message })
  if (record.fault) return { faults: [{ line, field: '', message: record.fault }] }

  const said = new Map<Target, string | string[]>()
  for (const [column, target] of Object.entries(mapping)) {
    const value = cellOf(record.values[column], target, defaults.fromTable)
    if (value === undefined || value === '') continue
    if (JSON.stringify(value).includes('\\u0000')) fault(target, 'holds a NUL character')
    if (![value].flat().every((each) => each.isWellFormed())) fault(target, 'holds half a character')
    said.set(target, value)
  }
  const text = (target: Target) => said.get(target) as string | undefined

  const url = text('url') ?? ''
  let canonical = ''
  try {
    const parsed = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`)
    if (!/^https?:$/.test(parsed.protocol) || !parsed.hostname.includes('.')) throw new TypeError(url)
    if (parsed.href.length > mostUrlCharacters) fault('url', `is longer than ${mostUrlCharacters} characters`)
    canonical = canonicalUrl(parsed.href)
  } catch {
    fault('url', url === '' ? 'is missing' : `"${url.slice(0, 100)}" is no web address`)
  }
  const source = (text('sourceLanguage') ?? defaults.language).toLowerCase()
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,4})?$/.test(source))
    fault('sourceLanguage', `"${source.slice(0, 20)}" is no language code`)

  const texts: Record<string, RecordTexts> = {}
  for (const field of textFields) {
    for (const language of [undefined, ...languages]) {
      const target = language ? (`${field}.${language}` as const) : field
      const value = said.get(target)
      if (value === undefined) continue
      checkText(target, field, value, fault)
      const own = texts[language ?? source] ?? {}
      own[field] ??= value
      texts[language ?? source] = own
    }
  }
  const name = (texts[source]?.name ??
    texts.en?.name ??
    Object.values(texts).find((each) => each.name)?.name) as string | undefined
  if (!name) fault('name', 'is missing')
  const slug = text('slug')
  if (slug && (slug !== slugOf(slug) || slug === ''))
    fault('slug', `"${slug.slice(0, 80)}" is no slug: small letters, figures, hyphens`)
  for (const [field, allowed] of Object.entries(choices)) {
    const value = text(field as Target)
    if (value && !allowed.includes(value.toLowerCase()))
      fault(field, `"${value.slice(0, 40)}" is none of ${allowed.join(', ')}`)
  }
  const number = (field: 'views' | 'clicks') => {
    const value = text(field)
    if (value === undefined) return {}
    const count = Number(value)
    if (!Number.isInteger(count) || count < 0 || count > maxInteger)
      fault(field, `"${value.slice(0, 40)}" is no count`)
    return { [field]: count }
  }
  const counts = { ...number('views'), ...number('clicks') }
  const published = text('publishedAt')
  const time = published === undefined ? undefined : Date.parse(published)
  if (time !== undefined && !(time >= 0 && time < 253_402_300_800_000))
    fault('publishedAt', `"${published?.slice(0, 40)}" is no date`)
  const origins = readOrigins(said, fault)
  if (faults.length > 0 || !name) return { faults }

  const category = text('category')
  const tags = said.get('tags') as string[] | undefined
  const featured = text('featured')
  return {
    listing: {
      line,
      url: /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`,
      canonicalUrl: canonical,
      ...(slug ? { slug } : {}),
      name,
      sortName: plainName(name),
      sourceLanguage: source,
      ...(category ? { category } : {}),
      ...(tags ? { tags: [...new Set(tags)].slice(0, mostItems) } : {}),
      ...(text('pricing') ? { pricing: text('pricing')?.toLowerCase() as string } : {}),
      ...(text('status') ? { status: text('status')?.toLowerCase() as string } : {}),
      ...(featured ? { featured: /^(true|t|yes|1)$/i.test(featured) } : {}),
      ...(time === undefined ? {} : { publishedAt: new Date(time).toISOString() }),
      ...counts,
      texts,
      origins,
    },
  }
}

function checkText(
  target: string,
  field: TextField,
  value: string | string[],
  fault: (field: string, message: string) => void,
): void {
  const most = mostCharacters[field]
  const items = Array.isArray(value) ? value : [value]
  if (items.length > mostItems) fault(target, `has ${items.length} items; at most ${mostItems}`)
  if (items.some((item) => item.length > most)) fault(target, `is longer than ${most} characters`)
}

/** What a cell says for a field: text, or a list; undefined where it says nothing. */
function cellOf(value: unknown, target: Target, fromTable: boolean): string | string[] | undefined {
  if (value === null || value === undefined) return undefined
  const field = target.split('.')[0] ?? ''
  if (listFields.has(field)) {
    const items = Array.isArray(value)
      ? value.map(String)
      : listOf(fromTable ? withoutGuard(String(value)) : String(value), field)
    const kept = items.map((item) => item.trim()).filter((item) => item !== '')
    return kept.length > 0 ? kept : undefined
  }
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  return fromTable ? withoutGuard(text).trim() : text
}

/** Lines; else what a PostgreSQL array or JSON holds; else, for tags, what bars or commas part. */
function listOf(text: string, field: string): string[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('[')) {
    try {
      return (JSON.parse(trimmed) as unknown[]).map(String)
    } catch {
      // Not JSON after all: a text that begins with a bracket.
    }
  }
  if (/^\{.*\}$/s.test(trimmed)) {
    return [...trimmed.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map(([, quoted, plain]) =>
      quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
    )
  }
  return field === 'tags' ? trimmed.split(/\r?\n|[|;,]/) : trimmed.split(/\r?\n/)
}

function readOrigins(
  said: ReadonlyMap<Target, string | string[]>,
  fault: (field: string, message: string) => void,
): Record<string, RecordOrigin> {
  const origins: Record<string, RecordOrigin> = {}
  for (const language of languages) {
    const value = said.get(`origin.${language}`)
    if (typeof value !== 'string') continue
    try {
      const { source, engine = null, model = null, confidence = null, reviewed = false } = JSON.parse(value)
      if (!['human', 'machine', 'import'].includes(source)) throw new TypeError('source')
      origins[language] = { source, engine, model, confidence, reviewed: reviewed === true }
    } catch {
      fault(`origin.${language}`, 'is no origin as exports write it')
    }
  }
  return origins
}
