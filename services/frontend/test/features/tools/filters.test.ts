import { describe, expect, it } from 'vitest'
import { filtersQuery, isNarrowed, readFilters } from '../../../src/features/tools/filters.ts'

describe('readFilters', () => {
  it('reads what an address says', () => {
    expect(readFilters({ q: '  vidéo ', category: 'text-to-video', pricing: 'free', sort: 'name' })).toEqual({
      q: 'vidéo',
      category: 'text-to-video',
      pricing: 'free',
      sort: 'name',
    })
  })

  it('leaves out what is not valid, takes the first of several, cuts what is too long', () => {
    expect(
      readFilters({ category: 'Not A Slug', tag: '../etc', pricing: 'gold', sort: '', q: '   ' }),
    ).toEqual({})
    expect(readFilters({ q: ['one', 'two'] })).toEqual({ q: 'one' })
    expect(readFilters({ q: 'x'.repeat(300) }).q).toHaveLength(200)
  })
})

describe('filtersQuery', () => {
  const filters = { q: 'a b', category: 'voice', cursor: 'c1' } as const

  it('writes what was read', () => {
    const query = filtersQuery(filters)
    expect(readFilters(Object.fromEntries(new URLSearchParams(query)))).toEqual(filters)
  })

  it('starts at the first page when what is listed changes', () => {
    expect(filtersQuery(filters, { category: undefined })).toBe('?q=a+b')
    expect(filtersQuery(filters, { cursor: 'c2' })).toBe('?q=a+b&category=voice&cursor=c2')
    expect(filtersQuery({})).toBe('')
  })

  it('knows what narrows a list', () => {
    expect(isNarrowed({ sort: 'name', cursor: 'x' })).toBe(false)
    expect(isNarrowed({ tag: 'api' })).toBe(true)
  })
})
