import type { Language } from '@parlance/contracts/languages'
import type { Question, TextField, TextOrigin } from './catalogue.ts'
import type { TextRow } from './catalogue-store-port.ts'

/** The texts of a listing for a reader, each with the language it is really in. */
export interface ResolvedTexts {
  readonly name: string
  readonly tagline: string
  readonly overview: string
  readonly description: string
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly questions: Question[]
  readonly metaTitle: string
  readonly metaDescription: string
  readonly languages: Readonly<Record<TextField, string>>
  /** Who made the texts in the reader's language; null where there are none. */
  readonly origin: TextOrigin | null
}

const metaDescriptionLength = 160

/** Takes each text from the reader's language, else the source language, else English, else wherever it is. */
export function resolveTexts(
  rows: readonly TextRow[],
  lang: Language,
  source: { readonly language: string; readonly name: string },
): ResolvedTexts {
  const order: string[] = [lang, source.language, 'en']
  const rank = ({ language }: TextRow) => (order.includes(language) ? order.indexOf(language) : order.length)
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b))

  const pick = <K extends TextField>(field: K) => {
    const row = sorted.find((candidate) => (candidate[field]?.length ?? 0) > 0)
    return { value: row?.[field] ?? undefined, language: row?.language ?? source.language }
  }
  const name = pick('name')
  const tagline = pick('tagline')
  const overview = pick('overview')
  const description = pick('description')
  const keyFeatures = pick('keyFeatures')
  const useCases = pick('useCases')
  const questions = pick('questions')
  const metaTitle = pick('metaTitle')
  const metaDescription = pick('metaDescription')
  const own = rows.find(({ language }) => language === lang)

  const shownName = name.value ?? source.name
  return {
    name: shownName,
    tagline: tagline.value ?? '',
    overview: overview.value ?? '',
    description: description.value ?? '',
    keyFeatures: keyFeatures.value ?? [],
    useCases: useCases.value ?? [],
    questions: questions.value ?? [],
    metaTitle: metaTitle.value ?? (tagline.value ? `${shownName} – ${tagline.value}` : shownName),
    metaDescription:
      metaDescription.value ?? shorten(overview.value ?? tagline.value ?? '', metaDescriptionLength),
    languages: {
      name: name.language,
      tagline: tagline.language,
      overview: overview.language,
      description: description.language,
      keyFeatures: keyFeatures.language,
      useCases: useCases.language,
      questions: questions.language,
      metaTitle: metaTitle.value ? metaTitle.language : tagline.language,
      metaDescription: metaDescription.value
        ? metaDescription.language
        : overview.value
          ? overview.language
          : tagline.language,
    },
    origin: own ? originOf(own) : null,
  }
}

function originOf({ source, engine, model, confidence, reviewed }: TextRow): TextOrigin {
  return { source, engine, model, confidence, reviewed }
}

/** At most `length` UTF-16 units, cut between words, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.–—-]+$/u, '')}…`
}
