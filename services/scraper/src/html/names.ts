import { bareLetters } from './text-hygiene.ts'

/** A dash of any kind, or two or three of them, as typewriters have it: part of a regular expression. */
export const dashes = '[-‐‑‒–—―−]{1,3}'

/** A sign of a script that puts no spaces between words, nor around marks. */
const dense = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]`
/** Bars as CJK writes them; the last is a letter that looks like one. */
export const wideBars = '｜︱丨'

/** Between a page's own title and the name of its site. */
const separator = new RegExp(
  String.raw`\s+(?:[|·•»«:<>/~]|${dashes}|::|\/\/)\s+|\s*[|»·${wideBars}]\s*|\s*(?:--{1,2}|—)\s*|(?<=\S):\s+|\s+[<>]{1,2}\s+|(?<=${dense})\s?[-_–－：]\s?|\s?[-_–－：]\s?(?=${dense})`,
  'gu',
)

/** How many messages wait, before the title of a page with an inbox: `(12) `. */
const waiting = /^\(\d{1,4}\+?\)\s+/

/** A title without the count of messages, where something else of the page is called as the rest; "(500) Days" keeps its. */
export function withoutCount(title: string, others: readonly string[]): string {
  const rest = title.replace(waiting, '')
  const named = (other: string) =>
    bareLetters(other) !== '' && bareLetters(rest).startsWith(bareLetters(other))
  return rest !== title && others.some(named) ? rest : title
}

/** What of a title is the page's own, and what of it is its site's name. */
export interface TitleParts {
  /** The title without the site's name at its ends; the whole title where nothing else would be left. */
  readonly own: string
  /** The site's name as the title writes it; `''` where the title does not name it. */
  readonly site: string
}

/**
 * Takes the site's own name from the ends of a title, and nothing else: a dash or a colon is no reason to cut.
 *
 * @param siteNames what the page says its site is called
 * @param url the page's address; its host is a name of the site too
 */
export function splitTitle(title: string, siteNames: readonly string[], url: string): TitleParts {
  const names = new Set([...siteNames.map(bareLetters), ...hostNames(url)].filter((name) => name.length > 1))
  let own = title
  let site = ''
  for (let cut = cutOf(own, names); cut; cut = cutOf(own, names)) {
    own = cut.own
    site ||= cut.site
  }
  return { own, site }
}

function cutOf(title: string, names: ReadonlySet<string>): TitleParts | undefined {
  const marks = [...title.matchAll(separator)]
  const first = marks[0]
  const last = marks.at(-1)
  if (!first || !last) return undefined
  // Only the whole of what stands beyond a mark counts: "Acme Labs" is not "Acme".
  for (const mark of [...marks].reverse()) {
    const tail = title.slice(mark.index + mark[0].length).trim()
    const rest = title.slice(0, mark.index).trim()
    if (rest !== '' && names.has(bareLetters(tail))) return { own: rest, site: tail }
  }
  for (const mark of marks) {
    const head = title.slice(0, mark.index).trim()
    const rest = title.slice(mark.index + mark[0].length).trim()
    if (rest !== '' && names.has(bareLetters(head))) return { own: rest, site: head }
  }
  return undefined
}

/** `www.slow-roads.co.uk` is called `slowroads`, and `slowroadscouk`. */
export function hostNames(url: string): string[] {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^(?:www\d?|m|mobile)\./, '') : ''
  if (host === '' || /^[\d.[\]:]+$/.test(host) || host === 'localhost') return []
  const labels = host.split('.')
  const registered =
    labels.length > 2 && /^(?:co|com|org|net|ac|gov|edu)$/.test(labels.at(-2) ?? '') ? -3 : -2
  return [bareLetters(host), bareLetters(labels.at(registered) ?? labels[0] ?? '')]
}

/** What many pages are called, and says nothing without the name of the site. */
const nameless =
  /^(?:home(?: ?page)?|start(?:seite|pagina)?|index|welcome|overview|introduction|intro|getting started|quick ?start|about(?: us)?|docs?|documentation|features|pricing|product|download|accueil|bienvenue|introduction|présentation|à propos|prise en main|inicio|bienvenid[oa]s?|introducción|acerca de|primeros pasos|documentación|pagina iniziale|benvenut[oi]|introduzione|chi siamo|per iniziare|documentazione|willkommen|einführung|einleitung|überblick|über uns|erste schritte|dokumentation|welkom|introductie|inleiding|over ons|aan de slag|documentatie|in[íi]cio|bem-vind[oa]s?|introdução|sobre(?: nós)?|primeiros passos|documentação)$/i

/** Whether a title says nothing without the name of its site: `Introduction`. */
export function isNameless(title: string): boolean {
  return nameless.test(title)
}

/** Words between those of a name, which names write small. */
const small =
  /^(?:of|the|and|for|in|on|at|to|by|de|la|le|les|du|des|et|el|los|las|del|y|di|da|della|dei|e|do|dos|das|und|für|von|der|die|das|im|van|het|en|voor|&|\+)$/iu
/** Words of a name at most, beside those. */
const longestName = 5

/**
 * What a page's title says of its site's name where the rest of it is the page's heading; `''` where that is no name. A tagline
 * is none: a sentence or a piece of one ("stars above you"). On a front page the heading may be the name and what stands beside
 * it the tagline: the part that looks like a name is it, the shorter one where both do.
 */
export function siteBeside(heading: string, beside: string, url: string): string {
  const hosts = hostNames(url)
  const named = [beside, heading].find((part) => hosts.includes(bareLetters(part)))
  if (!isFrontPage(url)) return named === beside || looksLikeName(beside) ? beside : ''
  if (named !== undefined) return named
  const names = [beside, heading].filter((part) => looksLikeName(part) && !isNameless(part))
  return names.toSorted((one, other) => wordsOf(one).length - wordsOf(other).length)[0] ?? ''
}

function looksLikeName(text: string): boolean {
  const words = wordsOf(text)
  if (words.length === 1) return true
  if (/[.!?…,;]$/u.test(text)) return false
  const own = words.filter((word) => !small.test(word))
  return own.length <= longestName && own.every((word) => !/^\p{Ll}/u.test(word))
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** Whether an address is that of a site's front page, of one language perhaps. */
function isFrontPage(url: string): boolean {
  return (
    URL.canParse(url) && /^\/(?:index\.\w+|home|[a-z]{2}(?:-[a-z]{2})?)?\/?$/i.test(new URL(url).pathname)
  )
}

/** What a listing of the page is called, and what its title says beside that. */
export interface ListingName {
  readonly name: string
  /** `''` where the title says nothing else. */
  readonly tagline: string
}

/** A front page is called as its site, where its title names it; any other page as itself. */
export function listingName(title: TitleParts, siteName: string, url: string): ListingName {
  if (isFrontPage(url) && title.site !== '') return { name: title.site, tagline: title.own }
  if (siteName !== '' && nameless.test(title.own)) return { name: siteName, tagline: '' }
  const repository = /^(?:[\w.-]+\/)([\w.-]+)(?::\s+(.+))?$/su.exec(title.own)
  if (repository?.[1]) return { name: repository[1], tagline: repository[2] ?? '' }
  if (title.own === '') return { name: siteName, tagline: '' }
  return { name: title.own, tagline: '' }
}
