import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { linkedNodes, linkedRoots } from '../../src/html/json-ld.ts'
import { metaOf } from '../../src/html/meta.ts'
import { amountOf, priceOf, pricesIn } from '../../src/html/price.ts'
import { profilesOf } from '../../src/html/profiles.ts'
import { questionsOf } from '../../src/html/questions.ts'

const priceIn = (html: string, text = '') => {
  const page = parsePage(html)
  return priceOf(text, linkedNodes(linkedRoots(page)), metaOf(page), page)
}

describe('pricesIn', () => {
  it.each([
    ['Pro: $12/month', [12, 'USD', 'month']],
    ['9,99 € par mois', [9.99, 'EUR', 'month']],
    ['€ 8 per gebruiker per maand', [8, 'EUR', 'month']],
    ['R$ 29,90 por mês', [29.9, 'BRL', 'month']],
    ['CHF 1’200.– im Jahr', [1200, 'CHF', 'year']],
    ['120 € im Jahr', [120, 'EUR', 'year']],
    ['£49 one-time', [49, 'GBP', 'once']],
    ['Buy it now for $1,299.00', [1299, 'USD', 'once']],
    ['149 € una tantum', [149, 'EUR', 'once']],
    ['zł, 39 zł monthly', [39, 'PLN', 'month']],
  ])('%s', (text, [amount, currency, period]) => {
    expect(pricesIn(text as string)).toEqual([{ amount, currency, period }])
  })

  it.each(['We raised $12 million.', 'Over €3k saved', 'In 2024, 5 people', 'worth $5 of coffee'])(
    'not: %s',
    (text) => expect(pricesIn(text)).toEqual([]),
  )

  it('reads thousands and cents as they are written', () => {
    expect(['1.299,00', '1,299.00', '9,99', '12', '1 299', '1.299'].map(amountOf)).toEqual([
      1299, 1299, 9.99, 12, 1299, 1299,
    ])
  })
})

describe('priceOf', () => {
  it('takes the lowest that structured data states, with the period that the words give it', () => {
    const html = `<script type="application/ld+json">{"@type":"SoftwareApplication","offers":[{"@type":"Offer","price":"0","priceCurrency":"EUR"},{"@type":"Offer","price":"19.00","priceCurrency":"EUR"},{"@type":"Offer","price":"9.00","priceCurrency":"EUR"}]}</script>`
    expect(priceIn(html, 'Solo 9 € per month')).toEqual({ amount: 9, currency: 'EUR', period: 'month' })
  })

  it('takes what shops put into their head', () => {
    expect(
      priceIn(
        '<meta property="product:price:amount" content="24,50"><meta property="product:price:currency" content="eur">',
      ),
    ).toEqual({ amount: 24.5, currency: 'EUR', period: '' })
  })

  it('is none where nothing costs', () => expect(priceIn('<p>Cats</p>', 'Cats')).toBeUndefined())
})

describe('questionsOf', () => {
  const ask = (html: string) => {
    const page = parsePage(html)
    return questionsOf(page, linkedNodes(linkedRoots(page)))
  }
  const expected = [{ question: 'Is it free?', answer: 'For you, yes.' }]

  it('reads structured data, without its markup', () => {
    expect(
      ask(
        `<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Is it free?","acceptedAnswer":{"@type":"Answer","text":"<p>For <b>you</b>, yes.</p>"}}]}</script>`,
      ),
    ).toEqual([{ question: 'Is it free?', answer: 'For you, yes.' }])
  })

  it('reads what opens', () => {
    expect(ask('<details><summary>Is it free?</summary><p>For you, yes.</p></details>')).toEqual(expected)
  })

  it('reads what follows a heading that announces it', () => {
    expect(
      ask(
        '<section><h2>Häufige Fragen</h2><h3>Is it free?</h3><p>For you, yes.</p><h3>Is it fast?</h3><p>It is.</p></section>',
      ),
    ).toEqual([...expected, { question: 'Is it fast?', answer: 'It is.' }])
  })
})

describe('profilesOf', () => {
  it('takes one page a place, and no buttons that share', () => {
    const page = parsePage(
      `<a href="https://twitter.com/intent/tweet?text=x">Tweet</a><a href="https://www.facebook.com/sharer.php?u=x">Share</a>
       <a href="https://github.com/acme/acme">Code</a><a href="https://github.com/acme/other">More</a>
       <a href="https://x.com/acme?ref=home">X</a><a href="https://acme.example/about">About</a>`,
    )
    expect(
      profilesOf(page, [{ sameAs: ['https://www.linkedin.com/company/acme'] }], 'https://acme.example/'),
    ).toEqual(['https://www.linkedin.com/company/acme', 'https://github.com/acme/acme', 'https://x.com/acme'])
  })
})
