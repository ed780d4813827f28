import { blank, word } from './stream-patterns.ts'

/**
 * Mends what the tagger, which learnt from news, mistakes in English: a verb at the start of a sentence and before an article or
 * something masked is an order (“open the door”, “run `npm i` and open `config.json`”), where it sees an adjective or a noun.
 */
export function mendEnglish(stream: string): string {
  return stream
    .replace(please, '^$1/please<adv>$')
    .replace(pointer, '^$1/$2$')
    .split(segmentEnd)
    .map((segment) => {
      const ordered = segment.replace(order, takeForOrder)
      return ordered === segment ? segment : ordered.replace(nextOrder, takeForOrder)
    })
    .join('')
}

const segmentEnd = /(?<=\[~\d+~\])/

/** “This” with no noun after it stands for the thing. */
const pointer =
  /\^([Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\/[^$]*?([a-z]+<prn><tn>[^$/]*)[^$]*\$(?=(?:\[\[\/\]\])?\s*\^[^$]*<(?:sent|cm)>)/g

/** “Please” is taken for a verb at the start of a sentence. */
const please = /\^([Pp]lease)\/[^$]*<adv>[^$]*\$/g

const start = `(?:^|<sent>\\$\\s*|\\^[Pp]lease/[^$]*\\$\\s+)`
const verb = `\\^(?:[^\\\\$/]+)/[^$]*<vblex><pres>[^$]*\\$`
/** What is masked: an address, code, a file. */
const masked = '[\\u{E000}-\\u{E7FF}]'
/** What follows a verb that orders: an article, an object, the preposition that goes with it, or what is masked. */
const object = `(?:\\^(?:[^$/]+/[^$<]+<det>|(?:me|us|him|them|her)/[^$]*<obj>|(?:at|for|to|on|here)/)|${masked})`
const order = new RegExp(`(${start}${blank}\\s*${blank})(${verb})(?=${blank}\\s+${blank}${object})`, 'gu')
/** After one order another: “and close the window”. */
const nextOrder = new RegExp(
  `(\\^(?:and|then)/[^$]*\\$${blank}\\s+${blank})(${verb})(?=${blank}\\s+${blank}${object})`,
  'gu',
)

/** Readings with which a word before an article is no order: can the, like a, still the, have a. */
const otherwise =
  /<(?:vaux|vbmod|vbser|vbhaver|vbdo|pr|adv|preadv|cnjsub|cnjadv|cnjcoo|det|predet|prn|itg|rel)>/
/** Verbs that a preposition follows; most words before one are nouns (“work on it has begun”). */
const withPreposition = new Set('look wait listen click talk search ask go come write speak reply'.split(' '))
/** Verbs whose object may be an address or a file; most words before one are nouns (“release 1.2 is out”, “page 3”). */
const withMask = new Set(
  (
    'run open install see visit read use type enter edit add remove delete download copy move rename create click press check ' +
    'try call write send follow clone replace import export start stop restart save set ask contact join watch close build'
  ).split(' '),
)

function takeForOrder(all: string, before: string, found: string, at: number, stream: string): string {
  const [surface = '', ...readings] = found.slice(1, -1).split('/')
  if (readings.some((reading) => otherwise.test(reading))) return all
  const next = stream.slice(at + all.length)
  const own = surface.toLowerCase()
  if (/^[^^]*\^(?:at|for|to|on|here)\//.test(next) && !withPreposition.has(own)) return all
  if (new RegExp(`^[^^]*${masked}`, 'u').test(next) && !withMask.has(own)) return all
  const present = readings.filter((reading) => reading.includes('<vblex><pres>'))
  return `${before}^${[surface, ...present].join('/')}$`
}

const measured = new RegExp(
  `(?<![$-])(\\^[^/$]+/[^/$]*<num>[^$]*\\$)(?:\\^-/-<guio>\\$|-)(${word})\\s(${word})(?:\\s(${word}))?`,
  'gu',
)

/**
 * A noun that a number and another noun stand before with a hyphen: “a three-day trip”, “two-factor authentication”. No rule
 * knows what is counted there, so that it is put as the languages of the south say it: “trip of three days”.
 */
export function measuredNouns(stream: string): string {
  return stream.replace(
    measured,
    (all, count: string, unit: string, head: string, next: string | undefined) => {
      const [unitNoun, headNoun] = [nounOf(unit), nounOf(head)]
      if (!unitNoun || !headNoun) return all
      const two = next !== undefined && isOnlyNoun(next)
      const counted = /^\^(?:one|1)\//i.test(count)
        ? unitNoun
        : unitNoun.replace('<sg>', '<pl>').replace(/^\^([^/]*)/, '^$1s')
      const after = next === undefined ? '' : two ? ` ${next}` : ''
      const rest = next !== undefined && !two ? ` ${next}` : ''
      return `${headNoun}${after} ^of/of<pr>$ ${count} ${counted}${rest}`
    },
  )
}

/** A word with its readings as a noun alone; undefined where it has none, or may stand for something else than a noun or verb. */
function nounOf(found: string): string | undefined {
  const [surface = '', ...readings] = found.slice(1, -1).split('/')
  const nouns = readings.filter((reading) => /<n>/.test(reading))
  const others = readings.some((reading) => !/<(?:n|vblex|adj)>/.test(reading))
  return nouns.length === 0 || others ? undefined : `^${[surface, ...nouns].join('/')}$`
}

function isOnlyNoun(found: string): boolean {
  return found
    .slice(1, -1)
    .split('/')
    .slice(1)
    .every((reading) => reading.includes('<n>'))
}
