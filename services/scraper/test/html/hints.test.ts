import { describe, expect, it } from 'vitest'
import { parsePage } from '../../src/html/dom.ts'
import { featuresOf, pricingOf } from '../../src/html/hints.ts'
import { linkedNodes, linkedRoots } from '../../src/html/json-ld.ts'

const features = (html: string) => {
  const page = parsePage(html)
  return featuresOf(page, linkedNodes(linkedRoots(page)))
}

describe('featuresOf', () => {
  it('takes structured data first', () => {
    const html = `<script type="application/ld+json">{"@graph":[{"@type":"SoftwareApplication","featureList":["Trim","Crop"]}]}</script><h2>Features</h2><ul><li>Other</li><li>More</li></ul>`
    expect(features(html)).toEqual(['Trim', 'Crop'])
  })

  it.each([
    'Features',
    'Key features',
    'What you can do… what it does',
    'Fonctionnalités',
    'Características',
    'Funktionen',
    'Caratteristiche',
    'Kenmerken',
  ])('takes the list under "%s"', (heading) => {
    expect(features(`<h2>${heading}</h2><p>Intro</p><ul><li>Trim video</li><li>Crop it</li></ul>`)).toEqual([
      'Trim video',
      'Crop it',
    ])
  })

  it('takes smaller headings where there is no list', () => {
    expect(features('<h2>Features</h2><div><h3>Trim</h3><p>…</p><h3>Crop</h3></div>')).toEqual([
      'Trim',
      'Crop',
    ])
  })

  it('does not run on into the next chapter', () => {
    expect(
      features('<h2>Features</h2><p>None yet.</p><h2>Blog</h2><ul><li>Post one</li><li>Post two</li></ul>'),
    ).toEqual([])
  })

  it('keeps each once, and not too many', () => {
    const items = Array.from({ length: 40 }, (_, index) => `<li>Feature ${index % 20}</li>`).join('')
    expect(features(`<h2>Features</h2><ul>${items}</ul>`)).toHaveLength(12)
  })
})

describe('pricingOf', () => {
  it.each([
    ['Start free. Pro is $12/month.', 'freemium'],
    ['Try it for free today', 'freemium'],
    ['Plan gratuit, puis 9 € par mois', 'freemium'],
    ['Plans from $29 per month', 'paid'],
    ['Ab 10 € pro Monat', 'paid'],
    ['Cutter is 100% free', 'free'],
    ['Free and open-source software', 'free'],
    ['Book a demo with our team', 'contact'],
    ['Richiedi una demo', 'contact'],
    ['A page about cats', ''],
    ['We raised $12 million', ''],
  ])('%j: %s', (text, pricing) => expect(pricingOf(text, [])).toBe(pricing))

  it.each([
    [[0], 'free'],
    [[0, 12], 'freemium'],
    [['19.00'], 'paid'],
    [['on request'], ''],
  ])('offers at %j: %s', (prices, pricing) => {
    expect(
      pricingOf(
        '',
        prices.map((price) => ({ '@type': 'Offer', price })),
      ),
    ).toBe(pricing)
  })
})

describe('what is free at first and costs then', () => {
  it.each([
    'Free for three projects, then $9 per month.',
    'Gratuit pour 3 utilisateurs, puis 12 € par mois.',
    'Gratis hasta 5 usuarios, después 10 € al mes.',
    'Kostenlos bis 2 GB, danach 5 € pro Monat.',
    'Gratis tot 3 gebruikers, daarna 8 € per maand.',
    'Gratis fino a 3 progetti, poi 7 € al mese.',
    'Grátis até 3 projetos. Gratuito para estudantes, depois 6 € por mês.',
    'Free\n$0\nPro\n$12 per month',
  ])('is freemium: %s', (text) => expect(pricingOf(text, [])).toBe('freemium'))

  it('is not said by free time or free will', () => {
    expect(pricingOf('Feel free to write to us. Then 12 people answer.', [])).toBe('')
  })
})
