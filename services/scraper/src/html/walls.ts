import { oneLine, type PageDocument, titleOf } from './dom.ts'
import type { Wall, WallKind } from './reading.ts'
import { signs as signsAtHome } from './wall-signs.ts'
import { signsAbroad } from './wall-signs-abroad.ts'

/** What is weighed of a page. */
export interface PageFeatures {
  readonly title: string
  readonly headings: readonly string[]
  /** Readable blocks, in order, notices included. */
  readonly blocks: readonly string[]
  /** Whether the page describes itself: a description, an `og:title`, JSON-LD with an entity. */
  readonly described: boolean
  readonly passwordFields: number
  readonly challengeScripts: number
  readonly links: number
  readonly pictures: number
}

const signs = [...signsAtHome, ...signsAbroad]
/** From here on a page is taken for a wall. */
const threshold = 0.85
/** A page with fewer words than this is what its title says. */
const fewWords = 120
/** Words of prose that outweigh half of what speaks for a wall. */
const wordsOfDoubt = 110
/** A block with fewer words is a label, a button or a menu. */
const fewestOfProse = 12
/** Words of prose without a sign that halve what speaks for a wall. */
const proseOfDoubt = 35
/** A phrase in a paragraph of more words than this proves less. */
const longBlock = 30
/** Titles that templates and programs leave. */
const sayNothing =
  /^(?:home(?: ?page)?|untitled(?: document)?|(?:new )?document|index|page|welcome|website|my (?:web)?site|title|app|default|accueil|inicio|in[íi]cio|startseite|startpagina|pagina iniziale|sin título|sans titre|ohne titel|senza titolo)$/i
const challenges =
  'script[src*="challenges.cloudflare.com" i], script[src*="/cdn-cgi/challenge-platform" i], script[src*="captcha-delivery.com" i], script[src*="hcaptcha.com" i], script[src*="recaptcha" i], script[src*="perimeterx" i], script[src*="px-captcha" i], #challenge-form, #cf-challenge-running, [class*="g-recaptcha" i], [class*="h-captcha" i], [class*="cf-turnstile" i], #px-captcha, script[src*="_Incapsula_Resource" i], iframe[src*="_Incapsula_Resource" i]'

/** What of a page speaks for its being a wall, or none. */
export function featuresOfPage(
  document: PageDocument,
  blocks: readonly string[],
  described: boolean,
): PageFeatures {
  const count = (selector: string) => [...document.querySelectorAll(selector)].length
  return {
    title: oneLine(titleOf(document), 300),
    headings: [...document.querySelectorAll('h1, h2')]
      .slice(0, 10)
      .map((heading) => oneLine(heading.textContent, 300)),
    blocks,
    described,
    passwordFields: count('input[type="password" i]'),
    challengeScripts: count(challenges),
    links: count('a[href]'),
    pictures: count('img, picture, video, svg, canvas'),
  }
}

/**
 * Whether a page is none that could be listed, with what speaks for it. The words that such pages use count the less the
 * more the page has to say: an article about error 404 is no error page.
 */
export function wallOf(page: PageFeatures): Wall | undefined {
  // One witness a place: two phrases of one title say the same.
  const evidence = new Map<WallKind, Map<string, { weight: number; found: string }>>()
  const add = (kind: WallKind, place: string, weight: number, found: string) => {
    const places = evidence.get(kind) ?? new Map<string, { weight: number; found: string }>()
    if (weight > (places.get(place)?.weight ?? 0)) places.set(place, { weight, found })
    evidence.set(kind, places)
  }
  const words = wordsIn(page.blocks.join(' '))
  const reading = page.blocks.slice(0, 40).map((block) => unquoted(straight(block.slice(0, 400))))
  const titles = [page.title, ...page.headings.slice(0, 2)].filter(Boolean).map(straight)
  const unsigned = reading.filter(
    (block) => !signs.some(({ where, pattern }) => where !== 'title' && pattern.test(block)),
  )
  // Prose without any sign is about something: a wall has none.
  const prose = unsigned.map(wordsIn).filter((count) => count >= fewestOfProse)
  const free = prose.reduce((sum, count) => sum + count, 0)
  // A page that says more has more to lose: each hundred words halve what a phrase in it proves.
  const brevity = 0.5 ** (Math.max(0, words - 60) / wordsOfDoubt) * 0.5 ** (free / proseOfDoubt)
  for (const { kind, where, weight, pattern } of signs) {
    const inTitle = where !== 'text' ? titles.find((title) => pattern.test(title)) : undefined
    const inText = where !== 'title' ? reading.find((block) => pattern.test(block)) : undefined
    if (inTitle !== undefined)
      add(
        kind,
        'title',
        weight * Math.max(brevity, words < fewWords ? 0.7 : 0),
        `title “${oneLine(inTitle, 80)}”`,
      )
    if (inText !== undefined)
      add(
        kind,
        `text ${inText}`,
        weight * brevity * (wordsIn(inText) > longBlock ? 0.75 : 0.95),
        `text “${oneLine(pattern.exec(inText)?.[0], 80)}”`,
      )
  }
  if (page.challengeScripts > 0 && words < 120) add('bot-wall', 'script', 0.7 * brevity, 'a challenge script')
  if (page.passwordFields > 0) add('login-wall', 'field', 0.6 * brevity, 'a password field')
  const listing = /\bparent directory\b|\blast modified\b.*\bsize\b/i.test(page.blocks.slice(0, 12).join(' '))
  if (listing) add('directory-index', 'rows', 0.9, 'rows of files')
  const strongest = [...evidence]
    .map(([kind, places]) => ({
      kind,
      score: 1 - [...places.values()].reduce((doubt, { weight }) => doubt * (1 - weight), 1),
      evidence: [...places.values()].map(({ found }) => found),
    }))
    .sort((a, b) => b.score - a.score)[0]
  if (strongest && strongest.score >= threshold) return roundScore(strongest)
  const named = page.title !== '' && !sayNothing.test(page.title)
  if (words < 3 && !named && !page.described)
    return { kind: 'no-words', score: 1, evidence: [`${words} words, no title, no description`] }
  return undefined
}

function roundScore(wall: Wall): Wall {
  return { ...wall, score: Math.round(wall.score * 100) / 100 }
}

/** With the apostrophe of typewriters, as the signs are written. */
function straight(text: string): string {
  return text.replace(/[’‘ʼ]/g, "'")
}

/** What a sentence quotes, it does not say: a book of “page not found” is none. A short block may be in quotation marks as a whole. */
function unquoted(block: string): string {
  return wordsIn(block) < fewestOfProse
    ? block
    : block.replace(
        /“[^“”]{1,120}”|„[^„“”]{1,120}[“”]|«[^«»]{1,120}»|"[^"]{1,120}"|「[^「」]{1,120}」|『[^『』]{1,120}』/gu,
        '“”',
      )
}

/** Words of a text; in scripts without spaces, two letters count as one. */
function wordsIn(text: string): number {
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  return (text.match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0) + Math.floor(dense / 2)
}
