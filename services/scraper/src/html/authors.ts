import { monthsByName, weekdayNames } from './months.ts'
import { bareLetters, cleanLine } from './text-hygiene.ts'

/** More than these wrote no page together; the rest is a list of something else. */
const mostAuthors = 8

/** Words before a name, in the languages of the directory. */
const leadIn =
  /^(?:(?:an? )?(?:article|post|story|text|texte|testo|words|photos?|analysis|review|opinion)(?: and (?:photos?|pictures))? )?(?:(?:(?:re)?written|posted|published|submitted|created|authored|reported|added|uploaded|shared|reviewed|edited|soumis|enviado|eingereicht|gespeichert|inviato|inserito|ingediend|submetido|escrito|publicado|scritto|pubblicato|écrit|publié|rédigé|geschreven|geplaatst|geschrieben|veröffentlicht|verfasst) (?:by|par|por|von|door|da)|by|par|por|door)[:\s]+/iu
/** `By` that sticks to the name after it. */
const stuckLeadIn = /^(?:By|BY)(?=\p{Lu}\p{Ll})/u
/** `von` and `di` also begin family names; a whole name after them tells. */
const germanOrItalianLeadIn = /^(?:[Vv]on|[Dd]i) (?=\p{Lu}\S* \p{Lu})/u
const label =
  /^(?:authors?|auteure?s?|autor(?:es|a|in|en)?|autore|autori|writers?|contributors?|redacci[óo]n|redakteur(?:in)?|texte?|testo|words|story|tekst|texto)\s*[:：]\s*/iu
/** Labels of scripts that know no case; Arabic and Russian do without the colon. */
const otherLabel =
  /^(?:(?:(?:作者|著者|撰文|撰稿|文字|记者|記者|執筆|执笔|取材|编辑|編集|写真|ライター|文|글쓴이|글|작성자|저자|автор(?:ы)?|текст|материал|الكاتبة?|المؤلف|بقلم|كتب(?:ت|ها)?)[・、]?)+\s*[:：・／/|｜]\s*|(?:بقلم|автор)\s+)/iu
/** What a person is, after the name. */
const roleAfter = /\s*(?:기자|특파원|작가|記者|记者|编辑|編集長?|ライター)$/u
const otherWork =
  /^(?:fotos?|photos?|photography|images?|illustrations?|video|bilder|foto's|camera|editing)\s*[:：]/iu
/** `MA`, `PhD`, `R.N.` after a name. */
const degree = /^(?:[A-Z][A-Za-z]{0,2}\.?){1,3}$/
/** What a cut before a time leaves behind. */
const trailing = /\s+(?:on|at|el|le|il|am|op|em|in|of|the|a)$/iu
const wordsAround =
  /\b(?:(?:view|see|read|show)\b.{0,12}\b(?:profile|posts?|articles?|bio|stories)\b.*|all posts by|more (?:from|by)|about the author|follow(?: us| me)?(?: on \w+)?|share(?: (?:this|on)\b.*)?|tweet|pinterest|facebook|twitter|linkedin|whatsapp|instagram|e-?mail(?: the author)?|print|comments?\s*\(?\d*\)?|\d+ comments?|leave a comment|read more|bio|subscribe|partager|compartir|condividi|teilen|delen|compartilhar|suivre|seguir|segui|folgen|volgen)\b/giu
/** What a person is, and no name. */
const role =
  /^(?:(?:senior|staff|deputy|associate|assistant|managing|guest|chief|lead|former|freelance|contributing|special|political|science|tech(?:nology)?|health|sports?|news|editor-in-|co-)\b.*|.*\b(?:writer|editor|reporter|correspondent|contributor|journalist|columnist|critic|producer|intern|founder|ceo|cto|manager|director|engineer|developer|designer|photographer|professor|lecturer|phd|ph\.d\.?|md|m\.d\.?|mba|r[ée]dact\w+|redakt\w+|redactor\w*|periodista|journaliste|giornalista|jornalista|autor|author|auteur|contributeur|collaborateur|updated?|published|posted|edited|reviewed|fact.checked|min(?:ute)?s?(?: read)?|ago)\b.*)$/iu
const nobody =
  /^(?:admin(?:istrat(?:or|eur|or))?|author|auteur|autor|editors?|editorial(?: (?:team|staff))?|staff|team|guest|unknown|anonymous|webmaster|root|null|undefined|none|n\/a|user|test|default|superuser|wordpress|contact|home|website|the author|redaktion|redazione|redacci[óo]n|r[ée]daction|redactie|reda[çc][ãa]o)$/iu
const conjunctions = /\s+(?:and|et|und|ed|en|y|with|&|\+)\s+|\s+[ey]\s+(?=\p{Lu})|\s*[;/]\s*/u
const suffix = /^(?:jr|sr|i{1,3}|iv)\.?$/i

const months = longestFirst(monthsByName.keys())
const weekdays = longestFirst(weekdayNames)
/** From here on a line speaks of time: `05.24.16`, `Monday`, `May 24, 2016` even stuck to a name, `5:42 AM`, `3 hours ago`. */
const time = new RegExp(
  [
    String.raw`(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`,
    String.raw`(?<![\d:])\d{1,2}[:h]\d\d(?!\d)`,
    // \b knows no letter but those of ASCII.
    String.raw`(?<!\p{L})(?:${months})\.?\s+\p{Nd}{1,4}(?!\p{Nd})`,
    String.raw`(?<=\p{Ll})(?:${months.replace(/(?<=^|\|)\p{L}/gu, (letter) => letter.toUpperCase())})\.?\s+\d`,
    String.raw`\p{Nd}{1,2}(?:\.|st|nd|rd|th)?\s*(?:de\s+)?(?:${months})(?!\p{L})`,
    String.raw`(?<!\p{L})(?:${weekdays})\.?,?\s+(?=\p{Nd})`,
    String.raw`\p{Nd}{4}\s*[年년]`,
    String.raw`\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?(?=\s+(?:\d|\p{Lu}))`,
    String.raw`\b\d+\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\b`,
    String.raw`(?<!\p{L})(?:(?:last )?updated|published|posted|(?:publi[ée]|mise? à jour)e?|publicado|pubblicato|veröffentlicht|geplaatst|bijgewerkt|aggiornato|atualizado|aktualisiert|actualizado)(?!\p{L})\s*(?:on|at|:|le|el|il|am|op|em)?(?=\s|$)`,
  ].join('|'),
  'iu',
)

/**
 * The people that a byline names, as one would print them: without "By", dates, addresses, roles and the words of the
 * buttons beside it. Empty where it names nobody.
 *
 * @param siteNames what the site is called; a site is its own author nowhere
 */
export function authorsOf(claim: string | null | undefined, siteNames: readonly string[] = []): string[] {
  const site = new Set(siteNames.map(bareLetters))
  let line = cleanLine((claim ?? '').slice(0, 1_000))
  line = line.replace(/\s*[(（][^)）]*[)）]/g, ' ')
  line = line.replace(/\S+@\S+\.\S+|https?:\/\/\S*|www\.\S*|(?<=^|\s)@[\w.]+/gi, ' ')
  line = line.replace(label, '').trim()
  line = withoutLeadIn(line).replace(label, '').replace(otherLabel, '')
  const when = time.exec(line)
  // A line that begins with its time has the name after it; it is taken up where the time ends.
  if (when) line = when.index < 3 ? afterTime(line) : line.slice(0, when.index)
  const head =
    line
      .split(/\s*[|•·›»｜]\s*|\s+[–—-]\s+/)
      .map((part) => part.replace(wordsAround, ' ').trim())
      .find((part) => part !== '') ?? ''
  const people: string[] = []
  for (const part of head.split(/\s*[,、，]\s*/)) {
    if (otherWork.test(part) || (people.length > 0 && degree.test(part) && !suffix.test(part))) continue
    if (suffix.test(part) && people.length > 0) people[people.length - 1] += ` ${part}`
    else
      for (const one of withoutLeadIn(part).split(conjunctions)) {
        const name = nameOf(one)
        if (name !== '' && !site.has(bareLetters(name)) && !people.includes(name)) people.push(name)
      }
  }
  return people.length > mostAuthors ? [] : people
}

/** A catalogue's entry for one person, family name first, as one would print it: `Jong, Michiel de` → `Michiel de Jong`. */
export function uninverted(entry: string): string {
  const [family, given, ...more] = entry.split(/\s*,\s*/)
  const inverted = family && given && more.length === 0 && !/\s/.test(family.trim()) && !suffix.test(given)
  return inverted ? `${given} ${family}`.trim() : entry
}

function withoutLeadIn(text: string): string {
  return text.replace(leadIn, '').replace(stuckLeadIn, '').replace(germanOrItalianLeadIn, '')
}

function afterTime(line: string): string {
  const by = /\b(?:by|par|por|von|door)\s+(.*)$/iu.exec(line)
  return by?.[1] ?? ''
}

/** One name, or `''`. */
function nameOf(text: string): string {
  const name = withoutLeadIn(text)
    .replace(label, '')
    .replace(roleAfter, '')
    .replace(trailing, '')
    .replace(/^(?:and|et|und|y|e|en)\s+/iu, '')
    .replace(/^[\s"'“”«»*:,;.·|–—-]+|[\s"“”«»*:,;·|–—-]+$/gu, '')
    .trim()
  const words = name.split(' ')
  if (name.length < 2 || name.length > 60 || words.length > 6 || /\d{3,}|[<>{}[\]=#]/.test(name)) return ''
  if (!/\p{L}{2}/u.test(name) || nobody.test(name) || role.test(name)) return ''
  // A sentence that begins with a name is none: a name's words are capitalised but for particles.
  const lower = words.filter(
    (word) =>
      /^\p{Ll}/u.test(word) &&
      !/^(?:d[aeiou]s?|d['’].*|del|della|der|den|van|von|vom|zu|zur|ten|ter|la|le|el|al|bin|ibn|ben|y|e|i|av|af|te|of|the|for|à|du)$/iu.test(
        word,
      ),
  )
  if (lower.length > 0 && (words.length > 2 || lower.length < words.length)) return ''
  return evenCase(name, words)
}

/** A name in capitals throughout, as one would print it; a single word may be a brand's or a pseudonym's. */
function evenCase(name: string, words: readonly string[]): string {
  if (words.length < 2 || name !== name.toUpperCase() || words.some((word) => word.length < 3)) return name
  return name.toLowerCase().replace(/(?<=^|[\s'’-])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Words as alternatives of a regular expression. */
function longestFirst(words: Iterable<string>): string {
  return [...words].sort((a, b) => b.length - a.length).join('|')
}
