/** What is wrong with a translation, for logs and notes. */
export type Fault = 'masks' | 'repetition' | 'length' | 'empty' | 'figures' | 'markup'

/** A translation may be shorter or longer than its source by these factors, and always by so many characters. */
const shortest = 0.25
const longest = 4
const slack = 40

/**
 * Faults that engines are known for: nothing at all, a loop of the same words, an absurd length, figures that changed.
 *
 * @returns the first fault, or undefined.
 */
export function findFault(source: string, result: string): Fault | undefined {
  const from = source.replace(/\p{Co}/gu, '').trim()
  const to = result.replace(/\p{Co}/gu, '').trim()
  if (/\p{L}/u.test(from) && !/[\p{L}\p{N}]/u.test(to)) return 'empty'
  if (to.length > from.length * longest + slack || to.length + slack < from.length * shortest) return 'length'
  if (loops(to) && !loops(from)) return 'repetition'
  if (!sameFigures(from, to)) return 'figures'
  return undefined
}

/** Whether one to eight words (or characters, where there are no spaces) come four times or more in a row. */
export function loops(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.;:!?]+/u)
    .filter(Boolean)
  for (let size = 1; size <= 8 && size * 4 <= words.length; size += 1) {
    let run = 0
    for (let at = size; at < words.length; at += 1) {
      run = words[at] === words[at - size] ? run + 1 : 0
      if (run >= size * 3) return true
    }
  }
  return /(.{2,20}?)\1{5,}/u.test(text.slice(0, 4_000))
}

const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1_000 }
const roman =
  /(?<![\p{L}\p{N}])(?=[MDCLXVI]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?:e|ème|er|º|°)?(?![\p{L}\p{N}])/gu
/** A number with what groups its digits and parts its fraction: 1,250.00, 1.250,00, 1 250,00, 1'250.00. */
const number = /\d+(?:[.,'’\u{A0}\u{202F}\u{2009} ]\d+)*/gu

/**
 * Whether two texts hold the same figures, as every language of the site may write them: of two digits and more, as an engine may write
 * 3 as a word; grouped one way or another; a century in Roman numerals; an afternoon by twelve or twenty-four hours.
 */
function sameFigures(source: string, result: string): boolean {
  const [from, to] = [figures(source), figures(result)]
  const numerals = (text: string) => (text.match(roman) ?? []).map(romanValue)
  return (
    lacking(from, to).every((figure) => numerals(result).includes(figure)) &&
    lacking(to, from).every((figure) => numerals(source).includes(figure))
  )
}

/** What the first list holds more often than the second. */
function lacking(figures: readonly string[], others: readonly string[]): string[] {
  const rest = [...others]
  return figures.filter((figure) => {
    const at = rest.indexOf(figure)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

function figures(text: string): string[] {
  const afternoon = text.replace(
    /(\d{1,2})(?:[:.h](\d{2}))?\s?p\.?\s?m\b\.?/giu,
    (_, hours: string, minutes = '') => `${(Number(hours) % 12) + 12}:${minutes || '00'} `,
  )
  return (afternoon.match(number) ?? []).flatMap(digitsOf).filter((digits) => digits.length >= 2)
}

/** A grouped number as its digits alone; what is only parted by spaces may be several numbers, and is taken for those. */
function digitsOf(found: string): string[] {
  const grouped = /^\d{1,3}(?:[ \u{A0}\u{202F}\u{2009}]\d{3})+(?:[.,]\d+)?$/u.test(found)
  const numbers = grouped ? [found] : found.split(/[ \u{A0}\u{202F}\u{2009}]/u)
  return numbers.map((one) => one.replace(/\D/g, ''))
}

function romanValue(numeral: string): string {
  const values = [...numeral].map((letter) => romanValues[letter] ?? 0)
  return String(values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0))
}
