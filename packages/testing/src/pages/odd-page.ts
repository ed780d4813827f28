import type { Expected } from './content.ts'

/** A page that is odd in one way, with what an editor would have written of the fields that it is about. */
export interface OddPage {
  /** `title/pipe-inside`. */
  readonly id: string
  readonly url: string
  readonly html: string
  /** What comes over the wire, where it is not the HTML in UTF-8. */
  readonly body?: Uint8Array
  /** The header, where it is not `text/html; charset=utf-8`. */
  readonly contentType?: string
  readonly expected: Partial<Expected>
  /** The reason for which it is refused; absent: it is none. */
  readonly wall?: string
}

/** A page of a language, with more for its head, and its body. */
export const oddDocument = (lang: string, head: string, body: string) =>
  `<!doctype html><html${lang ? ` lang="${lang}"` : ''}><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
/** One that has a title and nothing else in its head. */
export const plainDocument = (lang: string, title: string, body: string) =>
  oddDocument(lang, `<title>${title}</title>`, body)
export const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}">`
export const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`

/** Prose of each language, about nothing that a page says of itself. */
export const prose = {
  en: '<p>The first complaint came in at four in the morning. By the end of the week there were sixty, and an acoustician with a van full of microphones stood on the bank and listened.</p><p>The railings are round, evenly spaced and exactly wrong. In a west wind of nine metres a second they fall into step.</p>',
  de: '<p>Der Steg am Südufer knarrt seit dem Frühjahr, und niemand weiß genau, warum. Die Gemeinde hat nun einen Zimmermann bestellt, der jede Bohle einzeln abklopft.</p><p>Bis zum Herbst soll er fertig sein, sofern das Wasser nicht noch einmal steigt.</p>',
  fr: '<p>La cloche est sur la rive gauche, la barque sur la droite. On sonne, et il vient. Il n’y a pas d’horaire, il n’y a que le courant et la patience de ceux qui attendent.</p>',
  it: '<p>Il forno apre alle quattro, quando la piazza dorme ancora. Chi arriva prima delle sei trova il pane caldo e una sedia accanto alla finestra.</p>',
  ja: '<p>この町では、潮が引くと道が現れます。子どもたちは靴を脱いで、対岸の灯台まで歩いて行きます。帰りの時間を忘れた人のために、桟橋には大きな時計があります。</p><p>時計は一日に二度、潮に合わせて鳴ります。</p>',
  zh: '<p>退潮的时候，一条路会从海里露出来。孩子们脱下鞋子，一直走到对岸的灯塔。为了那些忘记时间的人，码头上有一座很大的钟。</p><p>钟每天响两次，与潮水同步。</p>',
  ar: '<p>عند الجزر يظهر طريق من قاع البحر، فيمشي الأطفال حفاة إلى المنارة على الضفة الأخرى. ومن أجل الذين ينسون الوقت، هناك ساعة كبيرة على الرصيف.</p>',
  ru: '<p>Во время отлива из моря поднимается дорога. Дети снимают башмаки и идут до самого маяка на том берегу. Для тех, кто забывает о времени, на причале стоят большие часы.</p>',
} as const
