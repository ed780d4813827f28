import { type Language, languages } from '@parlance/contracts/languages'

/** Texts of a listing that a file may have in every language. */
export const textFields = [
  'name',
  'tagline',
  'overview',
  'description',
  'keyFeatures',
  'useCases',
  'metaTitle',
  'metaDescription',
] as const
export type TextField = (typeof textFields)[number]
/** Texts that are lists: lines in a cell, arrays in JSON. */
export const listFields: ReadonlySet<string> = new Set(['keyFeatures', 'useCases', 'tags'])

/** What a file may say of a listing, once. */
export const plainFields = [
  'url',
  'slug',
  'sourceLanguage',
  'category',
  'tags',
  'pricing',
  'status',
  'featured',
  'publishedAt',
  'views',
  'clicks',
] as const
type PlainField = (typeof plainFields)[number]

/** Where a column goes: a field, or a text in a language (`tagline.fr`); texts without one are in the source language. */
export type Target = PlainField | TextField | `${TextField}.${Language}` | `origin.${Language}`

/** Column → where it goes. */
export type Mapping = Readonly<Record<string, Target>>

/** What other directories call the same. */
const otherNames: Readonly<Record<string, PlainField | TextField>> = {
  link: 'url',
  website: 'url',
  websiteurl: 'url',
  homepage: 'url',
  address: 'url',
  externalurl: 'url',
  title: 'name',
  toolname: 'name',
  handle: 'slug',
  lang: 'sourceLanguage',
  language: 'sourceLanguage',
  locale: 'sourceLanguage',
  originallanguage: 'sourceLanguage',
  categoryslug: 'category',
  categoryname: 'category',
  keywords: 'tags',
  labels: 'tags',
  price: 'pricing',
  pricingmodel: 'pricing',
  pricingtype: 'pricing',
  slogan: 'tagline',
  subtitle: 'tagline',
  shortdescription: 'tagline',
  excerpt: 'overview',
  summary: 'overview',
  longdescription: 'description',
  body: 'description',
  content: 'description',
  features: 'keyFeatures',
  usecase: 'useCases',
  seotitle: 'metaTitle',
  seodescription: 'metaDescription',
  createdat: 'publishedAt',
  published: 'publishedAt',
  viewcount: 'views',
  clickcount: 'clicks',
  isfeatured: 'featured',
}

const known = new Map<string, PlainField | TextField>([
  ...[...plainFields, ...textFields].map((field) => [field.toLowerCase(), field] as const),
  ...Object.entries(otherNames),
])

/** Proposes where the columns of a file go; those that mean nothing here are left out. */
export function proposeMapping(columns: readonly string[]): Mapping {
  const mapping: Record<string, Target> = {}
  const taken = new Set<string>()
  const take = (column: string, target: Target) => {
    if (taken.has(target)) return
    taken.add(target)
    mapping[column] = target
  }
  const targets = columns.map((column) => ({ column, ...targetOf(column) }))
  // What is called as here goes before what is only known by another name.
  for (const exact of [true, false]) {
    for (const each of targets) if (each.target && each.exact === exact) take(each.column, each.target)
  }
  return mapping
}

function targetOf(column: string): { target?: Target; exact: boolean } {
  const plain = plainColumn(column)
  const field = known.get(plain)
  if (field) return { target: field, exact: !(plain in otherNames) }
  const [, base = '', code = ''] = /^(.+?)[\s._:(-]+([a-z]{2})\)?$/i.exec(column.trim()) ?? []
  const language = languages.find((each) => each === code.toLowerCase())
  if (!language) return { exact: false }
  if (plainColumn(base) === 'origin') return { target: `origin.${language}`, exact: true }
  const text = textFields.find((each) => each === known.get(plainColumn(base)))
  return text
    ? { target: `${text}.${language}`, exact: plainColumn(base) === text.toLowerCase() }
    : { exact: false }
}

const plainColumn = (column: string) => column.toLowerCase().replace(/[^a-z]/g, '')

/** Reads a mapping that somebody saved. @throws Error naming what is not a field */
export function readMapping(value: unknown): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('A mapping is a JSON object: column → field.')
  }
  for (const [column, target] of Object.entries(value)) {
    if (!isTarget(target)) {
      throw new Error(
        `The mapping sends "${column}" to "${String(target)}", which is no field. Fields: ${fieldNames}.`,
      )
    }
  }
  return value as Mapping
}

/** Every field that a column may go to, in the order in which they are offered. */
export const targets: readonly Target[] = [
  ...plainFields,
  ...textFields,
  ...languages.flatMap((language) => [
    ...textFields.map((field) => `${field}.${language}` as const),
    `origin.${language}` as const,
  ]),
]

/** A column of a file, and the field that it goes to; null = it is left out. */
export interface ImportColumn {
  readonly name: string
  readonly field: string | null
}

/** For sentences: what a column may go to. */
export const fieldNames = [...plainFields, ...textFields, 'tagline.fr'].join(', ')

export function isTarget(target: unknown): target is Target {
  if (typeof target !== 'string') return false
  const [field = '', language, ...more] = target.split('.')
  if (more.length > 0) return false
  if (language === undefined) return [...plainFields, ...textFields].some((each) => each === field)
  return (
    languages.some((each) => each === language) &&
    (field === 'origin' || textFields.some((each) => each === field))
  )
}
