const narrowSpace = '\u{202F}'
const noBreakSpace = '\u{A0}'

/**
 * Gives a translated sentence the marks and spaces of its language: French spaces before high punctuation and inside
 * guillemets (Imprimerie nationale) and its joined letters, Spanish inverted marks; takes out what only the source's language has.
 */
export function typeset(text: string, target: string, source: string): string {
  if (target === 'fr') return typesetFrench(text)
  const own = source === 'fr' ? withoutFrenchSpaces(text) : text
  if (target === 'es') return typesetSpanish(own)
  const plain = own.replace(/[¿¡]/g, '')
  // Ordinal numbers have a stop in Spanish and Portuguese alone.
  return target === 'it' ? plain.replace(/(?<=\d)\.(?=[ºª])/gu, '') : plain
}

const spaces = '[ \\u{A0}\\u{202F}\\u{2009}]+'
const beforeHigh = new RegExp(
  `(?<=[\\p{L}\\p{N}\\p{Co}\\p{P}])${spaces}(?=[;!?:]+(?:$|[\\s\\p{Co}»"”)]))`,
  'gu',
)
const insideGuillemets = new RegExp(`(?<=«)${spaces}|${spaces}(?=»)`, 'gu')

/** French sets its high punctuation apart; no other language of the site does. An emoticon is masked, so that it is no colon here. */
function withoutFrenchSpaces(text: string): string {
  return text.replace(beforeHigh, '').replace(insideGuillemets, '')
}

/** Words in which French joins o and e; “oeu” is always one, others are named. */
const joined = /oeu|OEU|Oeu|(?<!\p{L})(?:oe|OE|Oe)(?=il|IL|d[eè]m|sophag|nolog|dip|cum[eé]n|strog)/gu

function typesetFrench(text: string): string {
  return (
    text
      .replace(joined, (letters) => (/^o/.test(letters) ? 'œ' : 'Œ') + letters.slice(2))
      .replace(/[¿¡]/g, '')
      // Of ordinal numbers only the first ends so.
      .replace(/(?<!\d)((?!1e)\d+)er(?!\p{L})/gu, '$1e')
      .replace(
        /(?<=[\p{L}\p{N}\p{Co})\]»"”])[ \u{A0}\u{202F}]?([;!?]+)(?=$|[\s\p{Co}»"”)])/gu,
        `${narrowSpace}$1`,
      )
      .replace(/(?<=[\p{L}\p{N}\p{Co})\]»"”])[ \u{A0}\u{202F}]?:(?=$|\s)/gu, `${noBreakSpace}:`)
      .replace(/«[ \u{A0}\u{202F}]?(?=\S)/gu, `«${noBreakSpace}`)
      .replace(/(?<=\S)[ \u{A0}\u{202F}]?»/gu, `${noBreakSpace}»`)
  )
}

/** A sentence that closes as a question or exclamation: signs before its first word, the sentence, and how it ends. */
const closing =
  /(?<=^|[.!?…]["”»)\p{Co}]*\s+)([\s\p{Co}"“«(¿¡—–-]*)([^.!?…]*[\p{L}\p{N}\p{Co}][^.!?…]*)([?!]+)/gu
/** What stands outside of the question it introduces: a greeting or a word of address, and what a colon ends. */
const introduction =
  /^(?:[^:]*:\s+|(?:hola|oye|oiga|buen[oa]s \p{L}+|perd[oó]na?|disculp[ae]|por favor|gracias|bueno|bien|sí|no|vale)(?:\s\p{Lu}[\p{L}\p{M}]+)?,\s+)/iu
/** A question that only asks for consent, at the end. */
const tag = /,\s+(?=(?:no|verdad|cierto|eh|vale|de acuerdo)$)/iu

/** Gives a question or exclamation that only closes its inverted mark, where the question begins. */
function typesetSpanish(text: string): string {
  return text
    .replace(/([¿¡])\s+/gu, '$1')
    .replace(closing, (all, signs: string, words: string, marks: string) => {
      const opens = [...new Set(marks)].map((mark) => (mark === '?' ? '¿' : '¡'))
      const missing = opens.filter((mark) => !(signs + words).includes(mark)).join('')
      if (missing === '') return all
      const asks = missing.includes('¿')
      const head = asks ? (tag.exec(words) ?? introduction.exec(words)) : introduction.exec(words)
      const start = head ? head.index + head[0].length : 0
      return `${signs}${words.slice(0, start)}${missing}${words.slice(start)}${marks}`
    })
}
