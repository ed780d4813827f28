import { oneLine, type PageDocument, type PageElement } from './dom.ts'
import { isOfType, type LinkedNode, textOf } from './json-ld.ts'
import type { Pricing } from './reading.ts'

const maxFeatures = 12
const products = ['SoftwareApplication', 'WebApplication', 'MobileApplication', 'Product', 'Service'] as const

/** Headings that announce what a thing can do, in the languages of the site. */
const featureHeading =
  /\b(?:features?|capabilit(?:y|ies)|what (?:you|it) (?:get|can do|does)|why choose|fonctionnalit[ée]s?|caract[ée]ristiques|funciones|funcionalidades|caracter[íi]sticas|funzionalit[àa]|caratteristiche|funktionen|merkmale|functies|kenmerken|mogelijkheden|recursos)\b/i

const money = /(?:[$€£¥]\s?\d|\d\s?(?:€|EUR|USD|GBP|\$))/
const perMonth =
  /(?:\/|\bper\b|\bpar\b|\bpor\b|\bal\b|\bpro\b)\s*(?:mo(?:nth)?|mois|mes|mese|monat|maand|m[êe]s|user|year|an|año|anno|jahr|jaar|ano)\b/i
const freePlan =
  /\b(?:free (?:plan|tier|trial|forever|version)|start (?:for )?free|try (?:it )?(?:for )?free|freemium|plan gratuit|essai gratuit|plan gratuito|prueba gratis|piano gratuito|prova gratuita|kostenlos(?:er|e)? (?:plan|tarif|testen)|gratis (?:plan|proberen)|plano gratuito|teste gr[áa]tis)\b/i
/** Free as far as it goes, and then for money: "free for 3 users, then $12 a month". */
const freeThenPaid =
  /\b(?:free|gratuit(?:e|ement)?|gratis|gratuit[oa]s?|kostenlos|kostenfrei)\b[^.!?]{0,80}\b(?:then|after that|afterwards|beyond|puis|ensuite|au-delà|después|luego|a partir de|poi|dopo|oltre|danach|anschließend|darüber|daarna|vervolgens|depois|em seguida|acima)\b[^.!?]{0,60}\d/i
/** A plan of that name among plans that cost. */
const freeAsPlan =
  /(?:^|\n)\s*(?:free|gratuit|gratis|gratuito|kostenlos|starter – free)\s*(?:\n|$)|(?:[$€£]\s?0(?![.,]?\d)|\b0\s?(?:€|EUR|USD))/im
const allFree =
  /\b(?:100 ?% free|completely free|free (?:and|&) open[- ]source|entièrement gratuit|totalmente gratis|completamente gratuito|völlig kostenlos|volledig gratis|totalmente gratuito)\b/i
const askForPrice =
  /\b(?:contact (?:sales|us for pricing)|request (?:a )?(?:quote|demo)|book a demo|talk to sales|demander (?:un devis|une démo)|solicitar? (?:presupuesto|una demo)|richiedi (?:un preventivo|una demo)|angebot anfordern|offerte aanvragen|solicitar? (?:orçamento|uma demo))\b/i

/** What the page says its subject can do: structured data first, then the list under a heading that announces it. */
export function featuresOf(document: PageDocument, linked: readonly LinkedNode[]): string[] {
  const stated = linked
    .filter((node) => isOfType(node, ...products))
    .flatMap((node) => [node.featureList].flat())
    .flatMap((entry) => (typeof entry === 'string' ? entry.split(/[\n;•]|,(?=\s*[A-Z])/) : [textOf(entry)]))
  const listed = [...headingsOf(document)].flatMap(itemsAfter)
  const lines = (stated.some(Boolean) ? stated : listed).map((line) => oneLine(line, 160))
  return [...new Set(lines.filter((line) => line.length >= 3))].slice(0, maxFeatures)
}

function* headingsOf(document: PageDocument): Generator<PageElement> {
  for (const heading of document.querySelectorAll('h1, h2, h3')) {
    if (featureHeading.test((heading.textContent ?? '').slice(0, 120))) yield heading
  }
}

/** List items, or else smaller headings, in what follows a heading or in the section around it. */
function itemsAfter(heading: PageElement): string[] {
  for (
    let next = heading.nextElementSibling, steps = 0;
    next && steps < 4;
    next = next.nextElementSibling, steps++
  ) {
    if (/^H[12]$/i.test(next.nodeName)) break
    const items = texts(next.querySelectorAll('li'))
    if (items.length >= 2) return items
    const headings = texts(next.querySelectorAll('h3, h4'))
    if (headings.length >= 2) return headings
  }
  return heading.nodeName.toUpperCase() === 'H1'
    ? []
    : texts(heading.parentElement?.querySelectorAll('h3, h4') ?? []).slice(1)
}

function texts(elements: Iterable<PageElement>): string[] {
  return [...elements]
    .map((element) => oneLine(element.textContent, 200))
    .filter((text) => text.length > 2 && text.length < 160)
}

/** A hint of what it costs: prices in structured data, else the words of the page. `''` where there is none. */
export function pricingOf(text: string, linked: readonly LinkedNode[]): Pricing {
  const prices = linked
    .filter((node) => isOfType(node, 'Offer', 'AggregateOffer'))
    .flatMap((node) => [node.price, node.lowPrice, node.highPrice])
    .map((price) => Number.parseFloat(textOf(price)))
    .filter((price) => Number.isFinite(price))
  if (prices.length > 0) {
    const free = prices.some((price) => price === 0)
    return free && prices.some((price) => price > 0) ? 'freemium' : free ? 'free' : 'paid'
  }
  const costs = money.test(text) && perMonth.test(text)
  if (freeThenPaid.test(text) || (costs && freeAsPlan.test(text))) return 'freemium'
  if (freePlan.test(text)) return costs || !allFree.test(text) ? 'freemium' : 'free'
  if (costs) return 'paid'
  if (allFree.test(text)) return 'free'
  return askForPrice.test(text) ? 'contact' : ''
}
