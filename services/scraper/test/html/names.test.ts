import { describe, expect, test } from 'vitest'
import { listingName, siteBeside, splitTitle } from '../../src/html/names.ts'

const deep = 'https://shop.example.org/tools/saw'

describe('a title loses the name of its site and nothing else', () => {
  test.each([
    ['Saw – cuts sound into pieces | Hardware', ['Hardware'], deep, 'Saw – cuts sound into pieces'],
    ['Hardware: Saw', ['Hardware'], deep, 'Saw'],
    ['Saw: a tool without an end', ['Hardware'], deep, 'Saw: a tool without an end'],
    ['Saw - Hardware Lab', ['Hardware'], deep, 'Saw - Hardware Lab'],
    ['Self-service: how-to – part 2', [], deep, 'Self-service: how-to – part 2'],
    ['Saw » Tools » Hardware', ['Hardware'], deep, 'Saw » Tools'],
    ['Scie | Matériel – Quincaillerie', ['materiel - quincaillerie'], deep, 'Scie'],
    ['Saw | hard-ware.co.uk', [], 'https://www.hard-ware.co.uk/a', 'Saw'],
    ['Saw — Hard Ware', [], 'https://hardware.example/a/b', 'Saw'],
    ['Hardware', ['Hardware'], deep, 'Hardware'],
    ['Hardware | Hardware', ['Hardware'], deep, 'Hardware'],
    ['鋸 | 金物屋', ['金物屋'], deep, '鋸'],
    ['3:10 to Yuma', [], deep, '3:10 to Yuma'],
    ['Montažka -- Orodja za zvok', ['Orodja za zvok'], deep, 'Montažka'],
    ['Orodja za zvok --- Montažka', ['Orodja za zvok'], deep, 'Montažka'],
    ['Montažka--Orodja', ['Orodja'], deep, 'Montažka'],
    ['Montažka—Orodja', ['Orodja'], deep, 'Montažka'],
    ['Montažka –– Orodja', ['Orodja'], deep, 'Montažka'],
    ['Montažka ― Orodja', ['Orodja'], deep, 'Montažka'],
    ['Montažka -- rezanje -- Orodja', ['Orodja'], deep, 'Montažka -- rezanje'],
    ['Montažka -- rezanje', ['Orodja'], deep, 'Montažka -- rezanje'],
    ['Self-service', ['service'], deep, 'Self-service'],
  ])('%s', (title, names, url, own) => expect(splitTitle(title, names, url).own).toBe(own))
})

describe('a listing is called', () => {
  const name = (title: string, site: string, url: string) =>
    listingName(splitTitle(title, [site], url), site, url)

  test('as its site, on the front page whose title names it', () => {
    expect(name('Hardware – tools for sound', 'Hardware', 'https://hardware.example/')).toEqual({
      name: 'Hardware',
      tagline: 'tools for sound',
    })
    expect(name('Tools for sound | Hardware', 'Hardware', 'https://hardware.example/en/')).toEqual({
      name: 'Hardware',
      tagline: 'Tools for sound',
    })
  })

  test('by its whole title on a front page that does not', () => {
    expect(name('Roads: a game without an end', '', 'https://example.org/').name).toBe(
      'Roads: a game without an end',
    )
  })

  test('as itself on any other page, and as its site where it has no title', () => {
    expect(name('Saw – cuts sound | Hardware', 'Hardware', deep).name).toBe('Saw – cuts sound')
    expect(name('', 'Hardware', deep).name).toBe('Hardware')
  })
})

describe('a title that is a heading and something more', () => {
  const front = 'https://example.org/'
  test.each([
    ['Hardware', deep],
    ['Hardware Lab', deep],
    ['The Journal of Sound and Vision', deep],
    ['Le Monde des Outils', deep],
    ['kottke.org', deep],
    ['ars technica', 'https://arstechnica.example/a'],
    ['金物屋', deep],
  ])('names its site: %s', (beside, url) => expect(siteBeside('Saw', beside, url)).toBe(beside))

  test.each([
    'stars above you',
    'Invoices made easy',
    'Sterne über dir',
    'Les étoiles au-dessus de vous',
    'Know Every Star.',
    'One Two Three Four Five Six',
  ])('says what the page is for: %s', (beside) => expect(siteBeside('Saw', beside, deep)).toBe(''))

  test.each([
    ['Night Sky', 'stars above you', front, 'Night Sky'],
    ['Night Sky', 'Stars Above You', front, 'Night Sky'],
    ['stars above you', 'Night Sky', front, 'Night Sky'],
    ['Stars above you', 'night sky', 'https://night-sky.example/', 'night sky'],
    ['Welcome', 'Hardware', front, 'Hardware'],
    ['know every star', 'stars above you', front, ''],
  ])('on a front page, %s and %s', (heading, beside, url, site) =>
    expect(siteBeside(heading, beside, url)).toBe(site),
  )
})
