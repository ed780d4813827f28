import { blank } from './stream-patterns.ts'

/**
 * Mends what taggers mistake in Spanish, which is also the language between two others: “para” is for, unless it ends a
 * sentence or stands before “en” (“el tren para en Burgos”); and a verb that begins a sentence before an article is no name
 * (“Lee la guía”).
 */
export function mendSpanish(stream: string): string {
  const read = stream
    .replace(para, (_, word: string) => `^${word}/${word}<pr>$`)
    // The rarest reading, which taggers like best: that somebody may give birth.
    .replace(/(?<=\^[Pp]ara\/[^$]*)\/[Pp]arir<[^/$]*(?=[/$])/gu, '')
  return read.replace(nameBeforeArticle, (_, before, surface, readings) => {
    const own = String(readings)
      .split('/')
      .filter((reading) => !reading.includes('<np>'))
    return `${before}^${[surface, ...own].join('/')}$`
  })
}

/** “Para” where something follows that it can be for. */
const para = new RegExp(
  `\\^([Pp]ara)(?=[^$]*/[Pp]ara<pr>)/[^$]*\\$(?=${blank}\\s+(?:[^\\s^]|\\[\\[[^\\]]*\\]\\]|\\^(?!en/|y/|\\.|,)))`,
  'gu',
)
const nameBeforeArticle = new RegExp(
  `((?:^|\\[~\\d+~\\]|<sent>\\$\\s*)${blank}\\s*${blank})\\^(\\p{Lu}[^/$]*)/((?=[^$]*<np>)(?=[^$]*<vblex>)[^$]*)\\$(?=${blank}\\s+${blank}\\^(?:el|la|los|las|un|una|unos|unas|este|esta|tu|su)/)`,
  'gu',
)
