import { oneLine, type PageDocument, type PageElement } from './dom.ts'
import { isOfType, type LinkedNode, textOf } from './json-ld.ts'
import { pricesIn, withoutGifts } from './price.ts'
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
  /\b(?:free (?:plan|tier|forever|version|account|edition)|forever free|free for (?:personal|individuals|hobby|open source|up to|the first|small|one|two|three|\d)|start (?:for )?free|get started (?:for )?free|try (?:it )?(?:for )?free|freemium|in-app purchases|(?:plan|offre|version|formule|compte|abonnement) gratuite?|gratuit (?:pour|jusqu)|commencer gratuitement|(?:plan|versi[óo]n|cuenta) gratuit[oa]|gratis (?:para|hasta)|empieza gratis|compras (?:dentro de|en) la (?:app|aplicación)|(?:piano|versione|account) gratuit[oa]|gratis (?:per|fino)|inizia gratis|acquisti in-app|kostenlos(?:er|e|es)? (?:plan|tarif|version|konto|testen)|kostenlos (?:für|bis|starten|loslegen)|gratis-?(?:version|tarif|plan)|in-app-käufe|gratis (?:plan|versie|account|proberen|voor|tot|beginnen)|in-app-aankopen|(?:plano|versão|conta) gratuit[oa]|gr[áa]tis (?:para|até)|comece (?:de )?gr[áa]tis|compras (?:no|na) (?:app|aplicativo|aplicação)|teste gr[áa]tis)\b/i
/** The same in scripts that put no spaces between words. */
const freePlanDense =
  /無料(?:プラン|版|で始め|から始め)|免费(?:版|计划|套餐)|免費(?:版|方案)|무료 ?(?:플랜|요금제|버전|체험)/u
/** Free for some days is not free: what follows costs. */
const trialOnly =
  /\b(?:free trial|trial (?:period|version)|(?:days?|weeks?|month)(?: for)? free|\d+[- ]day (?:free )?trial|essai (?:gratuit|libre)|\d+ jours (?:gratuits|d.essai)|prueba (?:gratis|gratuita)|\d+ días gratis|prova gratuita|\d+ giorni (?:gratis|di prova)|(?:kostenlose )?testphase|probezeit|\d+ tage (?:lang )?(?:kostenlos|gratis)(?: testen)?|(?:try|testen|start)(?: it)? (?:for )?free for \d+ (?:days|weeks)|gratis proefperiode|\d+ dagen gratis|teste gr[áa]tis|avalia[çc][ãa]o gratuita|\d+ dias gr[áa]tis)\b/i
/** Free as far as it goes, and then for money: "free for 3 users, then $12 a month". */
const freeThenPaid =
  /\b(?:free|gratuit(?:e|ement)?|gratis|gratuit[oa]s?|kostenlos|kostenfrei)\b[^.!?]{0,80}\b(?:then|after that|afterwards|beyond|puis|ensuite|au-delà|después|luego|a partir de|poi|dopo|oltre|danach|anschließend|darüber|daarna|vervolgens|depois|em seguida|acima)\b[^.!?]{0,60}\d/i
/** A plan of that name among plans that cost. */
const freeAsPlan =
  /(?:^|\n)\s*(?:free|gratuit|gratis|gratuito|kostenlos|starter – free)\s*(?:\n|$)|(?:[$€£]\s?0(?![.,]?\d)|\b0\s?(?:€|EUR|USD))/im
const allFree =
  /\b(?:100 ?% (?:free|gratis|gratuit|kostenlos)|completely free|totally free|free of charge|free (?:and|&) open[- ]source|open[- ]source (?:and|&) free|free software|at no cost|no cost at all|free,? (?:with )?no (?:ads|account|sign-?up|strings)|(?:is|are) (?:and (?:will )?(?:always )?(?:be|stays?|remains?) )?free(?: to use| for everyone| forever)?(?=[.,;!]|$)|always free|(?:entièrement|totalement|complètement) gratuit|(?:est|reste) gratuit(?=[.,;!]|$)|logiciel libre|totalmente gratis|(?:completamente|totalmente) gratuit[oa]|es gratis(?=[.,;!]|$)|es gratuit[oa](?=[.,;!]|$)|software libre|(?:del tutto|interamente) gratuit[oa]|è gratuit[oa](?=[.,;!]|$)|software libero|(?:völlig|komplett|ganz|vollständig) kostenlos|ist kostenlos(?=[.,;!]|$)|kostenfrei|freie software|(?:volledig|helemaal) gratis|is gratis(?=[.,;!]|$)|vrije software|é (?:gratuit[oa]|gr[áa]tis)(?=[.,;!]|$)|software livre)/i
/** What is under such a licence, and sold nowhere on the page, is free. */
const openSource =
  /\b(?:(?:mit|apache(?:[- ]2\.0)?|bsd|[al]?gpl(?:v?[23])?|mozilla public|isc)[- ]licen[cs]ed?|(?:mit|apache 2\.0|bsd|[al]?gpl(?:[- ]?v?[23](?:\.0)?)?|mpl(?:-2\.0)?) licen[cs]e|licen[cs]ed? under (?:the )?(?:mit|apache|bsd|[al]?gpl|mpl)|(?:licence|licenza|licencia|licença|lizenz|licentie) (?:mit|apache|bsd|[al]?gpl|mpl)|(?:mit|apache|bsd|[al]?gpl|mpl)-(?:lizenz|licentie)|open[- ]?source|código (?:abierto|aberto)|quelloffen)\b/i
const askForPrice =
  /\b(?:contact (?:sales|us for (?:a quote|pricing|prices))|pric(?:es?|ing) (?:on|upon) request|custom pricing|get a quote|request (?:a )?(?:quote|demo)|book a demo|talk to sales|demande[rz] (?:un devis|une démo)|tarifs? sur (?:demande|devis)|contacte[rz] (?:le service commercial|nos ventes)|precios? (?:a consultar|bajo (?:consulta|petición))|contacta(?:r)? con ventas|prezz[oi] su richiesta|contatta(?:ci)? (?:le vendite|per un preventivo)|preis(?:e)? auf anfrage|vertrieb kontaktieren|prijs op aanvraag|neem contact op met (?:sales|verkoop)|preços? sob consulta|fale com (?:as )?vendas|solicitar? (?:presupuesto|una demo)|richiedi (?:un preventivo|una demo)|angebot anfordern|offerte aanvragen|solicitar? (?:orçamento|uma demo))\b/i

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
export function pricingOf(words: string, linked: readonly LinkedNode[]): Pricing {
  const prices = linked
    .filter((node) => isOfType(node, 'Offer', 'AggregateOffer'))
    .flatMap((node) => [node.price, node.lowPrice, node.highPrice])
    .map((price) => Number.parseFloat(textOf(price)))
    .filter((price) => Number.isFinite(price))
  if (prices.length > 0) {
    const free = prices.some((price) => price === 0)
    return free && prices.some((price) => price > 0) ? 'freemium' : free ? 'free' : 'paid'
  }
  const text = withoutGifts(words)
  const linkedFree = linked.some(
    ({ isAccessibleForFree: free }) => free === true || textOf(free).toLowerCase() === 'true',
  )
  const costs = pricesIn(text).length > 0 || (money.test(text) && perMonth.test(text))
  if (freeThenPaid.test(text) || (costs && freeAsPlan.test(text))) return 'freemium'
  const lasting = text.replace(new RegExp(trialOnly, 'gi'), ' ')
  if (freePlan.test(lasting) || freePlanDense.test(lasting))
    return costs || !(allFree.test(text) || openSource.test(text)) ? 'freemium' : 'free'
  if (costs || trialOnly.test(text)) return 'paid'
  if (allFree.test(text) || linkedFree) return 'free'
  if (askForPrice.test(text)) return 'contact'
  return openSource.test(text) ? 'free' : ''
}
