import { describe, expect, it } from 'vitest'
import { formAddress, softTarget } from '../../src/components/soft-target.ts'

const here = 'https://site.test/fr/tools?q=a'
const link = (href: string, more = {}) => ({ href, target: '', download: false, ...more })

describe('softTarget', () => {
  it.each([
    ['https://site.test/fr', '/fr'],
    ['https://site.test/fr/tools/x?show=original#top', '/fr/tools/x?show=original#top'],
    ['https://site.test/fr/tools?q=b#after-24', '/fr/tools?q=b#after-24'],
  ])('%s takes the place of this page', (href, path) => {
    expect(softTarget(link(href), here)).toBe(path)
  })

  it.each([
    ['another site', link('https://other.test/fr/tools')],
    ['another language', link('https://site.test/de/tools?q=a')],
    ['what is no page', link('https://site.test/docs')],
    ['a place on this page', link(`${here}#content`)],
    ['another window', link('https://site.test/fr', { target: '_blank' })],
    ['a file', link('https://site.test/fr', { download: true })],
    ['a letter', link('mailto:a@b.test')],
    ['no address', link('http://[')],
  ])('%s is the browser’s', (_, one) => {
    expect(softTarget(one, here)).toBeUndefined()
  })
})

it('a form leads to what was filled in', () => {
  const fields = [
    ['q', ' two words '],
    ['category', ''],
    ['sort', 'name'],
  ] as const
  expect(formAddress('https://site.test/fr/tools?old=1', fields)).toBe(
    'https://site.test/fr/tools?q=two+words&sort=name',
  )
})
