import { type OddPage, plainDocument } from './odd-page.ts'

/** What things cost, in words. */
export const pricedPages: readonly OddPage[] = [
  {
    id: 'price/german-free-up-to',
    url: 'https://stegwart.example/preise',
    html: plainDocument(
      'de',
      'Preise – Stegwart',
      '<h1>Preise</h1><p>Kostenlos bis 3 Nutzer. Danach ab 9,99 € pro Monat, jährlich 99 €.</p>',
    ),
    expected: { pricing: 'freemium', price: '9.99 EUR month' },
  },
  {
    id: 'price/struck-out-before',
    url: 'https://kettle.example/buy',
    html: plainDocument(
      'en',
      'Buy Kettle',
      '<h1>Buy Kettle</h1><p><s>$99</s> <del>$79</del> $49 one-time payment. Yours for good.</p>',
    ),
    expected: { pricing: 'paid', price: '49 USD once' },
  },
  {
    id: 'price/dutch-dash',
    url: 'https://klok.example/prijs',
    html: plainDocument(
      'nl',
      'Prijzen – Klok',
      '<h1>Prijzen</h1><p>Voor verenigingen: € 12,- per maand, per jaar € 120,-. Inclusief hulp per telefoon.</p>',
    ),
    expected: { pricing: 'paid', price: '12 EUR month' },
  },
  {
    id: 'price/swiss-apostrophe',
    url: 'https://bergwerk.example/',
    html: plainDocument(
      'de-CH',
      'Bergwerk',
      '<h1>Bergwerk</h1><p>Die Lizenz kostet einmalig CHF 1’290.– und gilt für alle Geräte im Haus.</p>',
    ),
    expected: { pricing: 'paid', price: '1290 CHF once' },
  },
  {
    id: 'price/yen-a-month',
    url: 'https://keito.example/plan',
    html: plainDocument(
      'ja',
      '料金プラン｜毛糸倶楽部',
      '<h1>料金プラン</h1><p>無料プランでは三つまで編み図を保存できます。プロは月額1,200円です。</p>',
    ),
    expected: { pricing: 'freemium', price: '1200 JPY month' },
  },
  {
    id: 'price/million-is-none',
    url: 'https://scale.example/',
    html: plainDocument(
      'en',
      'Scale',
      '<h1>Scale</h1><p>Our customers saved $3 million last year and raised $1.2M in June. Contact sales for pricing.</p>',
    ),
    expected: { pricing: 'contact', price: '' },
  },
  {
    id: 'price/donation',
    url: 'https://liber.example/',
    html: plainDocument(
      'en',
      'Liber',
      '<h1>Liber</h1><p>Liber is free and open source. If you like it, you can donate $5 per month on our page; nothing is locked behind it.</p>',
    ),
    expected: { pricing: 'free', price: '' },
  },
  {
    id: 'price/billed-yearly',
    url: 'https://tally.example/pricing',
    html: plainDocument(
      'en',
      'Pricing – Tally',
      '<h1>Pricing</h1><h2>Solo</h2><p>£4.50 / month</p><p>billed annually (£54)</p><h2>Team</h2><p>£9 / seat / month</p>',
    ),
    expected: { pricing: 'paid', price: '4.5 GBP month' },
  },
  {
    id: 'price/zero-plan',
    url: 'https://tally.example/plans',
    html: plainDocument(
      'en',
      'Plans – Tally',
      '<h1>Plans</h1><div><h3>Hobby</h3><p>$0</p></div><div><h3>Pro</h3><p>$8<span>/mo</span></p></div>',
    ),
    expected: { pricing: 'freemium', price: '8 USD month' },
  },
  {
    id: 'price/real-a-month',
    url: 'https://mare.example/planos',
    html: plainDocument(
      'pt-BR',
      'Planos – Maré',
      '<h1>Planos</h1><p>A partir de R$ 29,90 por mês. Cancele quando quiser.</p>',
    ),
    expected: { pricing: 'paid', price: '29.9 BRL month' },
  },
]
