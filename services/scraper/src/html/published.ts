import { monthsByName } from './months.ts'

/** A moment that was read out of a claim: milliseconds since 1970. */
type Moment = number | undefined

/** Where a date of three numbers begins with the month. */
const monthFirst = /^en(?:-(?:US|PH|CA))?$/i

/**
 * A claim as ISO 8601 in UTC; `''` where it is no moment of the web's time so far. A time without a zone is taken as
 * UTC, so that the same page says the same wherever it is read.
 *
 * @param language BCP 47, of the page: it says in which order the numbers of 07/11/2023 are written
 * @param now milliseconds since 1970
 */
export function publishedTime(claim: string | null | undefined, language: string, now: number): string {
  const text = asciiDigits((claim ?? '').slice(0, 200).replace(/\s+/g, ' ').trim())
  if (text === '') return ''
  const time = ofNumber(text) ?? ofIso(text) ?? ofNumbers(text, language) ?? ofWords(text) ?? ofEastAsia(text)
  const plausible = time !== undefined && time > Date.UTC(1990) && time < now + 48 * 3_600_000
  return plausible ? new Date(time).toISOString() : ''
}

/** Digits of other scripts as ASCII; Unicode has each script's ten in a row, from nought. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    let nought = digit.codePointAt(0) ?? 0
    while (/\p{Nd}/u.test(String.fromCodePoint(nought - 1))) nought--
    return String(((digit.codePointAt(0) ?? 0) - nought) % 10)
  })
}

function ofNumber(text: string): Moment {
  if (/^\d{10}$/.test(text)) return Number(text) * 1_000
  return /^\d{13}$/.test(text) ? Number(text) : undefined
}

/** ISO 8601 and what programs make of it: a space for the T, `+0200`, the 14 digits of CMSs, RFC 2822. */
function ofIso(text: string): Moment {
  const digits = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?$/.exec(text)
  if (digits) {
    const [year, month, day, hour = 0, minute = 0, second = 0] = digits
      .slice(1)
      .map((part) => Number(part ?? 0))
    return momentOf({ year, month, day }, hour, minute, second)
  }
  const iso =
    /^(\d{4}-\d\d?-\d\d?)(?:(?:T| |, )(\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?/i.exec(
      text,
    )
  if (iso) {
    const [year, month, day] = (iso[1] ?? '').split('-').map(Number)
    const [hour = 0, minute = 0, second = 0] = (iso[2] ?? '0:0:0').split(':').map(Number)
    const time = momentOf({ year, month, day }, hour, minute, second)
    return time === undefined ? undefined : time - offsetOf(iso[3])
  }
  // `Tue, 05 Mar 2024 10:00:00 +0200`, as RFC 2822 and JavaScript's own `toString` write it.
  if (/^(?:\w{3},? )?\d{1,2} \w{3} \d{4} \d\d:\d\d|^\w{3} \w{3} \d\d \d{4} \d\d:\d\d/.test(text)) {
    const zoned = /(?:z|utc|gmt|[+-]\d{2}:?\d{2})(?: \(.*\))?$/i.test(text) ? text : `${text} UTC`
    const time = Date.parse(zoned)
    return Number.isNaN(time) ? undefined : time
  }
  return undefined
}

function offsetOf(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '')
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000
}

/** 24.05.2016, 07/11/2023, 2016/5/24, 05.24.16, anywhere in a line; Drupal's `Tue, 07/11/2023 - 17:57`. */
function ofNumbers(text: string, language: string): Moment {
  const yearFirst = /(?<!\d)(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (yearFirst) {
    const [year, , month, day] = [yearFirst[1], '', yearFirst[3], yearFirst[4]].map(Number)
    return atTimeOf(text, { year, month, day })
  }
  const match = /(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text)
  if (!match) return undefined
  const [first = 0, second = 0] = [Number(match[1]), Number(match[3])]
  const year = Number(match[4]) + (match[4]?.length === 2 ? (Number(match[4]) < 80 ? 2_000 : 1_900) : 0)
  // Points stand between day and month everywhere but where the numbers themselves say otherwise.
  const american =
    second > 12 || (first <= 12 && match[2] !== '.' && (language === '' || monthFirst.test(language)))
  return atTimeOf(text, american ? { year, month: first, day: second } : { year, month: second, day: first })
}

/** A month by its name: `March 5, 2024`, `24 de mayo de 2016`, `am 3. Oktober 2021, 17:30`. */
function ofWords(text: string): Moment {
  for (const word of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const name = word[0].toLowerCase()
    // Hebrew writes "in" together with the month.
    const month = monthsByName.get(name) ?? monthsByName.get(name.replace(/^ב/, ''))
    if (month === undefined) continue
    const before = text.slice(0, word.index)
    const after = text.slice(word.index + word[0].length)
    const dayBefore = /(?<!\d)(\d{1,2})(?:\.|º|er|st|nd|rd|th)?[\s-]*(?:(?:de|of|d’|d')\s*)?$/iu.exec(
      before,
    )?.[1]
    const yearAfter = /^[.,\s-]*(?:(?:de|del)\s+)?(\d{4})(?!\d)/iu.exec(after)?.[1]
    const monthDay = /^[.,\s-]*(\d{1,2})(?:st|nd|rd|th)?(?:,|\s|-)+(\d{4})(?!\d)/iu.exec(after)
    if (dayBefore && yearAfter)
      return atTimeOf(text, { year: Number(yearAfter), month, day: Number(dayBefore) })
    if (monthDay) return atTimeOf(text, { year: Number(monthDay[2]), month, day: Number(monthDay[1]) })
  }
  return undefined
}

/** 2016年5月24日, 2016년 5월 24일. */
function ofEastAsia(text: string): Moment {
  const match = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?/u.exec(text)
  return match
    ? atTimeOf(text, { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
    : undefined
}

interface Day {
  readonly year: number | undefined
  readonly month: number | undefined
  readonly day: number | undefined
}

/** The day at the hour that the line names, in its zone if it names one. */
function atTimeOf(text: string, day: Day): Moment {
  const match = /(?<![\d:])(\d{1,2})[:h](\d\d)(?::(\d\d))?\s*(?:([ap])\.?m\.?)?/i.exec(text)
  const half = match?.[4]?.toLowerCase()
  const hour = Number(match?.[1] ?? 0)
  const hours = half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour
  const zone = /(?:\d|[ap]m)\s*(?:utc|gmt)?([+-]\d\d:?\d\d)\b/i.exec(
    match ? text.slice(match.index) : '',
  )?.[1]
  const time = momentOf(day, hours, Number(match?.[2] ?? 0), Number(match?.[3] ?? 0))
  return time === undefined ? undefined : time - offsetOf(zone)
}

/** The moment, if there is such a day and such a time. */
function momentOf({ year = 0, month = 0, day = 0 }: Day, hour: number, minute: number, second = 0): Moment {
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : undefined
}
