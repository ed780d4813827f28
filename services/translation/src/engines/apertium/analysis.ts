/** A word of the analyser's output: `^surface/reading/reading$`, with its escapes. */
const word = '\\^(?:\\\\.|[^\\\\$])*\\$'
/** What may stand between two words but space: the ends of word-bound blanks. */
const blank = '(?:\\[\\[(?:[^\\]]*)\\]\\])?'

/** Words that the analyser knows only one by one, joined by hyphens. */
const compound = new RegExp(`${word}(?:${blank}(?:\\^-/-<guio>\\$|-)${blank}${word})+`, 'gu')
const hyphen = new RegExp(`(?<=\\$)(${blank})(?:\\^-/-<guio>\\$|-)(${blank})(?=\\^)`, 'gu')

/**
 * Mends what the analyser of a source language says, before the tagger sees it. A compound that it knows stays one
 * word (“mother-in-law”); one of known words is taken for those (“two-year-old”), as rules that reorder words would glue them
 * together; one with an unknown word is a name and keeps its hyphens. At the start of an English sentence a verb before an
 * article is an order (“open the door”), where the tagger, which learnt from news, sees an adjective or a noun.
 */
export function mendAnalysis(stream: string, source: string): string {
  const apart = stream.replace(compound, (found) =>
    /\/\*/.test(found) ? found : found.replace(hyphen, '$1 $2'),
  )
  if (source !== 'en') return apart
  return apart.replace(please, '^$1/please<adv>$').replace(pointer, '^$1/$2$').replace(order, takeForOrder)
}

/** “This” with no noun after it stands for the thing. */
const pointer =
  /\^([Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\/[^$]*?([a-z]+<prn><tn>[^$/]*)[^$]*\$(?=(?:\[\[\/\]\])?\s*\^[^$]*<(?:sent|cm)>)/g

/** “Please” is taken for a verb at the start of a sentence. */
const please = /\^([Pp]lease)\/[^$]*<adv>[^$]*\$/g

const start = `(?:^|\\[~\\d+~\\]|<sent>\\$\\s*|\\^[Pp]lease/[^$]*\\$\\s+)`
const verb = `\\^(?:[^\\\\$/]+)/[^$]*<vblex><pres>[^$]*\\$`
/** What follows a verb that orders: an article, an object, or the preposition that goes with it. */
const object = `\\^(?:[^$/]+/[^$<]+<det>|(?:me|us|him|them|her)/[^$]*<obj>|(?:at|for|to|on|here)/)`
const order = new RegExp(`(${start}${blank}\\s*${blank})(${verb})(?=${blank}\\s+${blank}${object})`, 'gu')

/** Readings with which a word before an article is no order: can the, like a, still the, have a. */
const otherwise =
  /<(?:vaux|vbmod|vbser|vbhaver|vbdo|pr|adv|preadv|cnjsub|cnjadv|cnjcoo|det|predet|prn|itg|rel)>/
/** Verbs that a preposition follows; most words before one are nouns (“work on it has begun”). */
const withPreposition = new Set([
  'look',
  'wait',
  'listen',
  'click',
  'talk',
  'search',
  'ask',
  'go',
  'come',
  'write',
  'speak',
  'reply',
])

function takeForOrder(all: string, before: string, found: string, at: number, stream: string): string {
  const [surface = '', ...readings] = found.slice(1, -1).split('/')
  if (readings.some((reading) => otherwise.test(reading))) return all
  const next = stream.slice(at + all.length)
  if (/^[^^]*\^(?:at|for|to|on|here)\//.test(next) && !withPreposition.has(surface.toLowerCase())) return all
  const present = readings.filter((reading) => reading.includes('<vblex><pres>'))
  return `${before}^${[surface, ...present].join('/')}$`
}
