import { decodeHTML } from 'entities'

/** Names of elements that people forget to take out of a field; `a < b` and `<T>` stay. */
const forgottenTag =
  /<\/?(?:a|abbr|b|big|blockquote|br|center|cite|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|q|s|small|span|strong|sub|sup|u|ul|wbr)(?:\s[^<>]*)?\/?>/gi
/** Controls, marks of direction, and what has no width; the joiners of emoji and of Persian stay. */
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\da-z]{1,31});/i
/** UTF-8 that was read as windows-1252: `Ã©`, `â€™`. */
const doublyEncoded = /Ã[\u0080-\u00bf\u0152-\u0178]|â€[\u0080-\u00bf\u0152-\u0178\u201c-\u203a\u2122]/

/**
 * A line of metadata as people would read it: entities decoded (twice, as they are often encoded twice), forgotten tags
 * and invisible characters gone, white space single, marks of typography kept. `''` where the text is garbage.
 */
export function cleanLine(text: string | null | undefined): string {
  let line = text ?? ''
  for (let round = 0; round < 2 && entity.test(line); round++) line = decodeHTML(line)
  line = line
    .replace(forgottenTag, ' ')
    .replace(/[\t\n\v\f\r]/g, ' ')
    .replace(invisible, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
  return isGarbage(line) ? '' : line
}

/** Text in which bytes were lost, or read in the wrong encoding. */
export function isGarbage(text: string): boolean {
  const lost = text.split('\ufffd').length - 1
  return lost > 2 || (lost > 0 && lost * 20 >= text.length) || doublyEncoded.test(text)
}

/** Letters and digits alone, without case and accents: what two spellings of one thing share. */
export function bareLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a site says of cookies, scripts and its own reader, in the languages of the directory. */
const notices = [
  /\bcookies?\b.{0,160}\b(?:accept|agree|consent|personali[sz]e|experience|traffic|settings|policy|manage|preferences|browser)/i,
  /\b(?:accept|agree|consent|we use|this (?:web)?site uses|uses? of)\b.{0,80}\bcookies?\b/i,
  /\b(?:cookies?|traceurs)\b.{0,160}\b(?:accept|consent|expérience|audience|paramétr|politique|navigation)/i,
  /\b(?:utilisons|utilise|acceptez|dépos(?:ons|e))\b.{0,80}\b(?:cookies?|traceurs)\b/i,
  /\bcookies?\b.{0,160}\b(?:zustimm|akzeptier|einwillig|einstellung|nutzungserlebnis|datenschutz)/i,
  /\b(?:verwende[nt]|nutz(?:en|t)|setz(?:en|t))\b.{0,80}\bcookies?\b/i,
  /\b(?:usamos|utilizamos|utiliza|usa|aceptas?|aceitar?)\b.{0,80}\bcookies?\b/i,
  /\bcookies?\b.{0,160}\b(?:acept|aceit|consent|experiencia|experiência|preferencias|preferências|navega)/i,
  /\b(?:utilizziamo|utilizza|usiamo|accett\w+)\b.{0,80}\bcookies?\b/i,
  /\bcookies?\b.{0,160}\b(?:accett|acconsent|esperienza|preferenze|navigazione|informativa)/i,
  /\b(?:gebruik(?:en|t)?|plaatsen)\b.{0,80}\bcookies?\b/i,
  /\bcookies?\b.{0,160}\b(?:accepte|akkoord|toestemming|voorkeuren|instellingen|ervaring)/i,
  /\b(?:we value|we care about|we respect) your privacy\b/i,
  /\b(?:enable|turn on|requires?|need)\b.{0,30}\bjavascript\b/i,
  /\bjavascript\b.{0,60}\b(?:enable|disabled|required|activ|désactiv|deaktivier|erforderlich|uitgeschakeld|disattivat|desactivad|desativad|necess)/i,
  /\b(?:activ(?:er|ez|a|e)|attiva|ative|aktivier\w*|schakel)\b.{0,30}\bjavascript\b/i,
  /\b(?:ad ?blocker|adblock|your browser is (?:out of date|not supported|outdated))\b/i,
]

/** Whether a block of text is a notice of the site (cookies, scripts, an old browser) and says nothing of its subject. */
export function isNotice(text: string): boolean {
  return text.length < 900 && notices.some((pattern) => pattern.test(text))
}

/** What a tool or a theme writes where its user has not: said of thousands of sites, it says nothing of one. */
const leftByTools = [
  /\b(?:created|generated|bootstrapped|made|built) (?:using|by|with) (?:create[- ](?:react|next|vue|svelte)[- ]?\w*|vite|framer|gatsby|docusaurus|nuxt|hugo|jekyll|wix|webflow|squarespace|carrd|lovable|v0)\b/i,
  /^(?:just another wordpress (?:site|weblog)|(?:ein|eine) weitere?r? wordpress[- ](?:website|blog|seite)|(?:encore )?un (?:autre )?site (?:utilisant )?wordpress|otro sitio realizado con wordpress|un (?:altro|nuovo) sito (?:targato )?wordpress|(?:gewoon )?(?:een|nog een) andere wordpress[- ]site|(?:só|apenas) (?:mais um|outro) site wordpress)\.?$/i,
  /^(?:an? |my |the )?(?:awesome |new |simple )?(?:vite|vue(?:\.js)?|react|next\.?js|nuxt(?:\.js)?|svelte(?:kit)?|angular|astro|gatsby|docusaurus)(?: \+ \w+)? (?:app|project|site|starter|application|basics)\.?$/i,
  /^(?:description will go into a meta tag|kick off your next, great gatsby project|(?:your|site|page|enter (?:a|your)) description(?: (?:here|goes here))?\b|write an awesome description|this is (?:my|a) (?:site|website|description)\.?$)/i,
]

/** Whether a description was left by a tool or a theme. */
export function isLeftByTool(text: string): boolean {
  return leftByTools.some((pattern) => pattern.test(text))
}

/** What a theme adds to an excerpt: `[…] Continue reading →`, `Weiterlesen »`. */
const readOn =
  /(?:\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3}))?\s*(?:\(?(?:continue reading|read (?:more|on|the (?:rest|full (?:article|story)))|learn more|view post|lire la suite|en savoir plus|leer más|seguir leyendo|leggi (?:tutto|di più|l.articolo)|continua a leggere|weiterlesen|mehr (?:lesen|erfahren)|lees (?:meer|verder|verder)|leia mais|continuar (?:lendo|a ler|leyendo)|続きを読む|阅读全文|閱讀更多|читать (?:далее|дальше)|اقرأ المزيد)\)?[^.!?]{0,80})$|\s*\[\s*(?:…|\.{3})\s*\]$/iu

/** An excerpt without the words that lead to the rest of it. */
export function withoutReadOn(text: string): string {
  const cut = text.replace(readOn, '')
  return cut.length * 2 >= text.length ? cut : text
}
