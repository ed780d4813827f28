import { describe, expect, it } from 'vitest'
import { filtersQuery, isNarrowed, readFilters, topicPath } from '../../../src/features/tools/filters.ts'

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

  it.each([
    ['48', 48],
    ['50', 72],
    ['24', undefined],
    ['-3', undefined],
    ['many', undefined],
    ['1e9', 240],
  ])('shows whole pages, and no more than ten: %s → %s', (show, shown) => {
    expect(readFilters({ show }).show).toBe(shown)
  })

  it('keeps its length where only that or the place changes', () => {
    const long = { ...filters, show: 48 } as const
    expect(filtersQuery(long, { show: 72 })).toBe('?q=a+b&category=voice&cursor=c1&show=72')
    expect(filtersQuery(long, { pricing: 'free' })).toBe('?q=a+b&category=voice&pricing=free')
  })

  it.each([
    [{ category: 'voice' }, '/categories/voice'],
    [{ tag: 'api', show: 48 }, '/tags/api?show=48'],
    [{ category: 'voice', tag: 'api' }, undefined],
    [{ category: 'voice', q: 'x' }, undefined],
    [{}, undefined],
  ] as const)('%j is the page %s', (one, path) => {
    expect(topicPath(one)).toBe(path)
  })

  it('knows what narrows a list', () => {
    expect(isNarrowed({ sort: 'name', cursor: 'x' })).toBe(false)
    expect(isNarrowed({ tag: 'api' })).toBe(true)
  })
})
