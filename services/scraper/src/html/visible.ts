import { authorsOf } from './authors.ts'
import type { Claim } from './claims.ts'
import type { PageDocument, PageElement } from './dom.ts'

/** What a class or id calls what readers wrote, and what leads to other pages. */
const elsewhere =
  /comment|reply|respon(?:d|se)|disqus|related|recommend|sidebar|widget|footer|popular|latest|teaser|promo|review|rating|testimonial|recent/i
const mostLooked = 40
const bylines =
  '[itemprop~="author" i], a[rel~="author" i], [class*="byline" i], [class~="author" i], [class*="author-name" i], [class*="author_name" i], [class*="post-author" i], [class*="entry-author" i], [id="author" i], [class~="submitted" i]'
const dates =
  'time[pubdate][datetime], time[itemprop~="datePublished" i][datetime], time[datetime], abbr.published[title], abbr[itemprop~="datePublished" i][title], [class~="date" i], [class*="published" i], [class*="post-date" i], [class*="entry-date" i], [class*="pubdate" i], [class*="article-date" i], [class*="byline" i], [class~="submitted" i], [class~="author" i], [class~="meta" i], [class*="-meta" i]'
const lines = '[class~="meta" i], [class*="-meta" i]'
const namesFirst =
  /^\s*(?:(?:[Pp]osted |[Ww]ritten |[Pp]ublished )?[Bb]y|BY|[Pp]ar|[Pp]or|[Vv]on|[Dd]oor|[Dd]i|[Aa]v)\s+\p{Lu}/u
/** What stands before the time at which a page was changed. */
const changedAt =
  /(?<!\p{L})(?:(?:last )?(?:updated?|modified|edited|revised|changed)|mis(?:e)? à jour|modifié|actualizado|modificado|aggiornato|modificato|(?:zuletzt )?(?:aktualisiert|geändert)|stand|bijgewerkt|gewijzigd|a(?:c)?tualizad[oa]|обновлено|изменено|更新|수정|تحديث|zaktualizowano|uppdaterad)(?:\s+(?:on|at|le|el|il|am|op|em))?\s*(?:[:：]\s*)?(?:\p{L}+\.?,?\s*)?$/iu

/** The first byline that names somebody; what stands among comments is none. */
export function byline(document: PageDocument): string {
  for (const element of ownElements(document, `${bylines}, ${lines}`)) {
    // A line of small print names somebody where it says so.
    if (!element.matches(bylines) && !namesFirst.test(element.textContent ?? '')) continue
    const name = element.querySelector('[itemprop="name" i]') ?? element
    const text = (name.getAttribute('content') ?? name.textContent ?? '').slice(0, 300)
    if (authorsOf(text).length > 0) return text
  }
  return ''
}

/** Dates that stand to be read beside a page's heading, the ones that say that they are the publishing date first. */
export function datesInPage(document: PageDocument): Claim[] {
  const claims: Claim[] = []
  for (const element of ownElements(document, dates)) {
    const stated = element.getAttribute('datetime') ?? element.getAttribute('title')
    const own =
      element.getAttribute('itemprop')?.toLowerCase().includes('datepublished') ||
      element.getAttribute('pubdate') !== null
    const modified = /modif|updat/i.test(
      `${element.getAttribute('itemprop')} ${element.getAttribute('class')}`,
    )
    const text = (element.textContent ?? '').slice(0, 200)
    if (modified || saysChanged(element, stated ? '' : text)) continue
    claims.push({
      source: own ? 'time datePublished' : stated ? 'time' : 'date on the page',
      value: stated ?? text,
      weight: own ? 0.65 : stated ? 0.45 : 0.3,
    })
    if (claims.length >= 4) break
  }
  return claims
}

/** Whether the words before a time, or before the first number of a text, speak of a change. */
function saysChanged(element: PageElement, text: string): boolean {
  if (changedAt.test(/^[^\p{Nd}]*/u.exec(text)?.[0] ?? '')) return true
  let before = ''
  for (const sibling of element.parentElement?.childNodes ?? []) {
    if (sibling === element) break
    before = (before + (sibling.textContent ?? '')).slice(-60)
  }
  return changedAt.test(before.trim())
}

/** Elements of the page's own matter, in its order. */
function* ownElements(document: PageDocument, selector: string): Generator<PageElement> {
  let looked = 0
  for (const element of document.querySelectorAll(selector)) {
    if (++looked > mostLooked) return
    if (!isElsewhere(element)) yield element
  }
}

function isElsewhere(element: PageElement): boolean {
  for (let at: PageElement | null = element, depth = 0; at && depth < 30; at = at.parentElement, depth++) {
    if (/^(?:ASIDE|NAV|FOOTER)$/i.test(at.nodeName)) return true
    if (/^(?:BODY|HTML|MAIN|ARTICLE)$/i.test(at.nodeName)) continue
    if (elsewhere.test(`${at.getAttribute('class') ?? ''} ${at.getAttribute('id') ?? ''}`)) return true
    if (/^(?:comment|review)/i.test(at.getAttribute('itemprop') ?? '')) return true
  }
  return false
}
