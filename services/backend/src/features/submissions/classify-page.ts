import type { PageFacts } from './page-facts.ts'

/** A category or tag of the site, and what speaks for it. */
export interface Subject {
  readonly slug: string
  /**
   * Words and phrases of any language; `*` at the end stands for any ending, `long, lange ~ short, kurze` for one of the
   * first near one of the second.
   */
  readonly keywords: readonly string[]
}

/** The site's own categories and tags. */
export interface Vocabulary {
  readonly categories: readonly Subject[]
  readonly tags: readonly Subject[]
}

/** A subject that a page speaks of. */
export interface Match {
  readonly slug: string
  readonly score: number
  /** What was found and where, the weightiest first: `video editor in the name`. */
  readonly evidence: string[]
}

/** What a page was taken for. */
export interface Classification {
  /** null where nothing speaks for a category, or two are as likely: an editor decides. */
  readonly category: string | null
  /** 0 to 1. */
  readonly confidence: number
  /** The likeliest categories, best first. */
  readonly candidates: Match[]
  readonly tags: Match[]
}

/** Where a page speaks, and how much a word weighs there. */
const places = {
  'in the name': 4,
  'in what it says of itself': 3,
  'in its keywords': 2,
  'among its features': 1.2,
  'in its text': 0.6,
} as const
type Place = keyof typeof places

/** A phrase of several words is seldom there by chance. */
const phraseFactor = 1.5
/** With less, a page merely mentions a subject. */
const leastScore = 2.5
const leastTagScore = 1.8
/** The best must have this share of what the best two have together. */
const leastShare = 0.51
const mostTags = 6
const mostEvidence = 8
/** More of the same says no more. */
const mostCounted = 8
/** How far apart two words may be that belong together, in characters. */
const nearby = 45

/**
 * Files a page under the site's categories and tags by the words that speak for each, and says which ones it saw. No
 * training and no chance: whoever changes a keyword knows what it does.
 */
export function classifyPage(page: PageFacts, { categories, tags }: Vocabulary): Classification {
  const material = materialOf(page)
  const ranked = categories
    .map((subject) => matchOf(subject, material))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [best, next] = ranked
  const share = best ? best.score / (best.score + (next?.score ?? 0)) : 0
  const sure = best !== undefined && best.score >= leastScore && share >= leastShare
  return {
    category: sure ? best.slug : null,
    confidence: best ? round(share * (best.score / (best.score + leastScore))) : 0,
    candidates: ranked.slice(0, 3),
    tags: tags
      .map((subject) => matchOf(subject, material))
      .filter(({ score }) => score >= leastTagScore)
      .sort((a, b) => b.score - a.score)
      .slice(0, mostTags),
  }
}

function materialOf(page: PageFacts): Record<Place, string> {
  const asked = page.questions.map(({ question }) => question)
  return {
    'in the name': plain([page.name, page.tagline, page.title].join(' . ')),
    'in what it says of itself': plain([page.description, page.generatedDescription].join(' . ')),
    'in its keywords': plain([...page.keywords, `pricing:${page.pricing}`, ...page.profiles].join(' . ')),
    'among its features': plain([...page.features, ...asked].join(' . ')),
    'in its text': plain([page.excerpt, page.text.slice(0, 12_000)].join(' . ')),
  }
}

function matchOf({ slug, keywords }: Subject, material: Record<Place, string>): Match {
  const found: { score: number; what: string }[] = []
  for (const written of keywords) {
    const keyword = keywordOf(written)
    for (const [place, weight] of Object.entries(places)) {
      const { count, sample } = occurrences(material[place as Place], keyword)
      if (count === 0) continue
      const score = weight * keyword.factor * (1 + Math.log2(Math.min(count, mostCounted)) / 2)
      found.push({ score, what: `“${sample}” ${place}` })
    }
  }
  found.sort((a, b) => b.score - a.score)
  // Each further witness counts a little less, so that long pages do not win by their length.
  const score = found.reduce((sum, { score: one }, at) => sum + one * 0.85 ** at, 0)
  return { slug, score: round(score), evidence: found.slice(0, mostEvidence).map(({ what }) => what) }
}

/** What is looked for: one of the first words, and near it one of the second where there are some. */
interface Keyword {
  readonly words: readonly string[]
  readonly near: readonly string[]
  readonly factor: number
}

/** Keywords are read once; a site has some thousand. */
const known = new Map<string, Keyword>()

/** `clip*`, `video editor`, or `long, lange ~ short, kurze`: one of the words of either side, near each other. */
function keywordOf(written: string): Keyword {
  const before = known.get(written)
  if (before) return before
  const [words = [], near = []] = written.split('~').map((side) =>
    side
      .split(',')
      .map(wordOf)
      .filter((word) => word.trim() !== ''),
  )
  const phrase = near.length > 0 || words.some((word) => word.trim().includes(' '))
  const keyword = { words, near, factor: phrase ? phraseFactor : 1 }
  if (known.size > 20_000) known.clear()
  known.set(written, keyword)
  return keyword
}

/** `" video edit"` for `video edit*`, `" clips "` for `clips`: looked for in texts of single spaces. */
function wordOf(word: string): string {
  const words = plain(word.replace(/\*\s*$/, ''))
  return word.trim().endsWith('*') ? words.trimEnd() : words
}

/** How often, and what the first of them is: `video editor`, `short … clips`. */
function occurrences(text: string, { words, near }: Keyword): { count: number; sample: string } {
  let count = 0
  let sample = ''
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0 && count < mostCounted; at = text.indexOf(word, at + 1)) {
      const from = Math.max(0, at - nearby)
      const around = text.slice(from, at + word.length + nearby)
      const other = near.find((each) => around.includes(each))
      if (near.length > 0 && other === undefined) continue
      count++
      if (sample !== '') continue
      sample = wholeWords(text, at, word)
      if (other !== undefined) sample += ` … ${wholeWords(text, from + around.indexOf(other), other)}`
    }
  }
  return { count, sample }
}

/** What stands at a place of a text, to the end of its last word. */
function wholeWords(text: string, at: number, words: string): string {
  return text.slice(at, text.indexOf(' ', at + words.trimEnd().length)).trim()
}

/** Lower case without accents, single spaces, one at either end; `:` and inner dots stay (`type:product`, `github.com`). */
function plain(text: string): string {
  const words = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/[^\p{L}\p{N}:.]+/gu, ' ')
    .trim()
  return ` ${words} `
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
