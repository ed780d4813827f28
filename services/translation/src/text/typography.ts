const narrowSpace = '\u{202F}'
const noBreakSpace = '\u{A0}'

/**
 * Gives a translated sentence the marks and spaces of its language: French spaces before high punctuation and inside
 * guillemets (Imprimerie nationale), Spanish inverted marks, which other languages lose.
 */
export function typeset(text: string, target: string, source: string): string {
  if (target === 'fr') return typesetFrench(text)
  if (target === 'es') return typesetSpanish(text)
  return source === 'es' ? text.replace(/[¿¡]/g, '') : text
}

function typesetFrench(text: string): string {
  return text
    .replace(/[¿¡]/g, '')
    .replace(
      /(?<=[\p{L}\p{N}\p{Co})\]»"”])[ \u{A0}\u{202F}]?([;!?]+)(?=$|[\s\p{Co}»"”)])/gu,
      `${narrowSpace}$1`,
    )
    .replace(/(?<=[\p{L}\p{N}\p{Co})\]»"”])[ \u{A0}\u{202F}]?:(?=$|\s)/gu, `${noBreakSpace}:`)
    .replace(/«[ \u{A0}\u{202F}]?(?=\S)/gu, `«${noBreakSpace}`)
    .replace(/(?<=\S)[ \u{A0}\u{202F}]?»/gu, `${noBreakSpace}»`)
}

/** A clause that closes as a question or exclamation: what comes before it, signs, words, the closing mark. */
const question = /(^|[.!?…]\s+)([\s\p{Co}"“«(¡-]*)([^.!?…]*[\p{L}\p{N}\p{Co}][^.!?…]*)(?=\?)/gu
const exclamation = /(^|[.!?…]\s+)([\s\p{Co}"“«(¿-]*)([^.!?…]*[\p{L}\p{N}\p{Co}][^.!?…]*)(?=!)/gu

/** Opens a question or exclamation that only closes, at the start of its clause. */
function typesetSpanish(text: string): string {
  const asked = text.includes('?') && !text.includes('¿') ? text.replace(question, '$1$2¿$3') : text
  return asked.includes('!') && !asked.includes('¡') ? asked.replace(exclamation, '$1$2¡$3') : asked
}
