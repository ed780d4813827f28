import type { PageDocument } from './dom.ts'
import { isOfType, type LinkedNode, textOf } from './json-ld.ts'
import type { Meta } from './meta.ts'

/** What a page's subject costs at least. */
export interface Price {
  /** In whole units of the currency: 12.5 is 12 dollars 50. */
  readonly amount: number
  /** ISO 4217; `''` where the page does not say. */
  readonly currency: string
  readonly period: PricePeriod
}

/** For how long one pays; `''` where the page does not say. */
export type PricePeriod = 'month' | 'year' | 'week' | 'once' | ''

const symbols: Readonly<Record<string, string>> = {
  us$: 'USD',
  r$: 'BRL',
  ca$: 'CAD',
  a$: 'AUD',
  chf: 'CHF',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  usd: 'USD',
  gbp: 'GBP',
  brl: 'BRL',
  pln: 'PLN',
  zł: 'PLN',
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  円: 'JPY',
  원: 'KRW',
  元: 'CNY',
  руб: 'RUB',
  kr: 'SEK',
}
const sign = String.raw`us\$|r\$|ca\$|a\$|[$€£¥₹₽₩]|\b(?:eur|usd|gbp|chf|brl|pln)\b`
const number = String.raw`\d{1,3}(?:[.,\s\u00a0\u202f'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`
/** `$12`, `EUR 12,50`, `12 €`; what is multiplied (`$12 million`, `$3k`) is no price. */
const amounts = new RegExp(
  String.raw`(?:(?<before>${sign})[\s\u00a0\u202f]?(?<a>${number})|(?<b>${number})[\s\u00a0\u202f]?(?<after>€|£|\$|zł|₽|[円원元]|руб|\b(?:euros?|eur|usd|gbp|chf|brl|pln)\b))(?![\d.,]*\d|\s?(?:k|m|bn|mio|mrd|million|billion|thousand|milli|mill[oõ])\b)`,
  'giu',
)
const month =
  /^[\s*]*(?:[/·]|\bper\b|\ba\b|\beach\b|\bpar\b|\bpor\b|\bal\b|\bpro\b|\bje\b|\bim\b)?\s*(?:(?:user|seat|member|editor|person|utilisateur|usuario|utente|nutzer|gebruiker|utilizador|usu[áa]rio|person)\w*\s*[/,]?\s*)?(?:(?:per|a|par|por|al|pro|im|je|ao)\s+)?(?:mo\b|mth\b|months?\b|monthly|mois\b|mensuels?|mes\b|mensual|mese\b|mensili?|monat|monatlich|mtl\b|maand|m[êe]s\b|mensal)/i
/** East Asian words for a month and a year, before an amount (`月額1,200円`) or after it (`/月`). */
const monthSign = /^\s*[/／]?\s*(?:1?\s?(?:か|ヶ|ヵ|個|个)?月|월|month)/u
const yearSign = /^\s*[/／]?\s*(?:年|년|연)/u
const monthBefore = /(?:月額|月额|月々|毎月|每月|每个月|월|매월)\s*[:：]?\s*[¥￥₩]?\s*$/u
const yearBefore = /(?:年額|年额|毎年|每年|연|매년)\s*[:：]?\s*[¥￥₩]?\s*$/u
/** What one gives for nothing is no price. */
const gift =
  /\b(?:donat(?:e|es|ion|ions|ing)|sponsor(?:s|ship|ing)?|tip jar|buy (?:me|us) a|patreon|pay what you (?:want|like)|spende[nt]?|dons?|faire un don|donaci[óo]n(?:es)?|donar|donazion[ei]|donare|doneer|donatie|doa(?:r|ç[ãa]o|ções))\b/iu
const year =
  /^[\s*]*(?:[/·]|\bper\b|\ba\b|\beach\b|\bpar\b|\bpor\b|\ball['’]?\s?|\bpro\b|\bim\b)?\s*(?:(?:user|seat|member|utilisateur|usuario|utente|nutzer|gebruiker|utilizador)\w*\s*[/,]?\s*)?(?:(?:per|a|par|por|pro|im|ao)\s+)?(?:yr\b|years?\b|yearly|annually|annual|ans?\b|annuels?|año|anual|anno\b|jahr|jährlich|jaar|per jaar|ano\b)/i
const week =
  /^[\s*]*(?:[/·]|\bper\b|\ba\b|\bpar\b|\bpor\b|\balla\b|\bpro\b)?\s*(?:weeks?\b|semaine|semana|settimana|woche)/i
const once =
  /^.{0,40}?\b(?:one[- ]?time|once|lifetime|for life|forever|one-off|perpetual|une (?:seule )?fois|à vie|pago único|de por vida|una tantum|a vita|einmalig|einmal|lebenslang|eenmalig|levenslang|(?:pagamento )?único|vitalíci[oa])\b/i
const onceBefore =
  /\b(?:one[- ]?time|once|lifetime|buy(?: it| now)?|price|licen[cs]e|acheter|prix|achat unique|comprar|precio|pago único|preço|pagamento único|prezzo|acquista|una tantum|preis|kaufen|einmalig|prijs|koop|eenmalig)\b[^.!?]{0,40}$/i

/**
 * What it costs at least: the lowest price in structured data, else the lowest price in the words of the page that
 * names its time or is called a price.
 */
export function priceOf(
  text: string,
  linked: readonly LinkedNode[],
  meta: Meta,
  document: PageDocument,
): Price | undefined {
  const stated = [...offersIn(linked), ...metaPrices(meta), ...marked(document)].filter(
    ({ amount }) => amount > 0,
  )
  const spoken = pricesIn(withoutGifts(text))
  const [first] = stated.sort((a, b) => a.amount - b.amount)
  if (!first) return spoken.sort((a, b) => rank(a) - rank(b) || a.amount - b.amount)[0]
  // Structured data seldom names the period; the same amount in the words does.
  const same = spoken.find(({ amount, period }) => amount === first.amount && period !== '')
  return first.period === '' && same ? { ...first, period: same.period } : first
}

/** A month is what plans are compared by. */
function rank({ period }: Price): number {
  return period === 'month' ? 0 : period === 'once' ? 1 : 2
}

/** Prices in running text, each with its period; amounts that nothing calls a price are left out. */
export function pricesIn(text: string): Price[] {
  const found: Price[] = []
  for (const match of text.slice(0, 40_000).matchAll(amounts)) {
    const { before, a, b, after } = match.groups ?? {}
    const amount = amountOf(a ?? b ?? '')
    const currency = symbols[(before ?? after ?? '').toLowerCase()] ?? ''
    const rest = text
      .slice(match.index + match[0].length, match.index + match[0].length + 60)
      .replace(/\n/g, ' ')
      // `12,-` and `1’290.–` are whole amounts.
      .replace(/^[.,]\s?[-–—]+/, '')
    const ahead = text.slice(Math.max(0, match.index - 60), match.index)
    const period = periodBeside(ahead, rest)
    const paidOnce = period === '' && (once.test(rest) || onceBefore.test(ahead))
    if (!(amount > 0) || (period === '' && !paidOnce)) continue
    found.push({ amount, currency, period: period === '' ? 'once' : period })
    if (found.length >= 40) break
  }
  return found
}

function periodBeside(ahead: string, rest: string): PricePeriod {
  if (month.test(rest) || monthSign.test(rest) || monthBefore.test(ahead)) return 'month'
  if (year.test(rest) || yearSign.test(rest) || yearBefore.test(ahead)) return 'year'
  return week.test(rest) ? 'week' : ''
}

/** A text without the sentences that ask for gifts. */
export function withoutGifts(text: string): string {
  return text.replace(/[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]*)*[.!?]?/gu, (sentence) =>
    gift.test(sentence) ? ' ' : sentence,
  )
}

/** `1.299,00`, `1,299.00` and `9,99` as numbers. */
export function amountOf(text: string): number {
  const digits = text.replace(/[\s\u00a0\u202f'’]/g, '')
  const cents = /[.,](\d{1,2})$/.exec(digits)
  const whole = (cents ? digits.slice(0, cents.index) : digits).replace(/[.,]/g, '')
  return Number(cents ? `${whole}.${cents[1]}` : whole)
}

function offersIn(linked: readonly LinkedNode[]): Price[] {
  return linked
    .filter((node) =>
      isOfType(node, 'Offer', 'AggregateOffer', 'UnitPriceSpecification', 'PriceSpecification'),
    )
    .map((node) => ({
      amount: amountOf(textOf(node.price ?? node.lowPrice)),
      currency: currencyOf(textOf(node.priceCurrency)),
      period: periodOf(
        `${textOf(node.unitText)} ${textOf(node.unitCode)} ${textOf(node.billingDuration)} ${textOf(node.referenceQuantity)}`,
      ),
    }))
}

function metaPrices(meta: Meta): Price[] {
  const amount = meta.first('product:price:amount', 'og:price:amount')
  const currency = meta.first('product:price:currency', 'og:price:currency')
  return amount === '' ? [] : [{ amount: amountOf(amount), currency: currencyOf(currency), period: '' }]
}

function marked(document: PageDocument): Price[] {
  const element = document.querySelector('[itemprop~="price" i]')
  if (!element) return []
  const text = element.getAttribute('content') ?? element.textContent ?? ''
  const currency = document.querySelector('[itemprop~="priceCurrency" i]')
  return [
    {
      amount: amountOf(/\d[\d.,]*/.exec(text)?.[0] ?? ''),
      currency: currencyOf(currency?.getAttribute('content') ?? currency?.textContent ?? ''),
      period: '',
    },
  ]
}

function currencyOf(text: string): string {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? code : (symbols[text.trim().toLowerCase()] ?? '')
}

function periodOf(text: string): PricePeriod {
  if (/\b(?:MON|month|P1M)\b/i.test(text)) return 'month'
  if (/\b(?:ANN|year|P1Y|P12M)\b/i.test(text)) return 'year'
  return /\b(?:WEE|week|P1W|P7D)\b/i.test(text) ? 'week' : ''
}
