import { inventedPages } from '@parlance/testing/pages'
import { wallPages } from '@parlance/testing/wall-pages'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/html/read-page.ts'

const table = [...wallPages(), ...inventedPages().map(({ html }) => ({ kind: 'page', html }))]

describe(`${table.length} pages, walls and others`, () => {
  it('at least 97 of 100 walls are told, and at most one page of 100 is refused', async () => {
    /** `error-page taken for bot-wall` → how often. */
    const confusion = new Map<string, number>()
    const wrong: string[] = []
    const count = { walls: 0, caught: 0, pages: 0, refused: 0 }
    for (const { kind, html } of table) {
      const body = new TextEncoder().encode(html)
      const { wall } = await readPage({
        body,
        contentType: 'text/html; charset=utf-8',
        contentLanguage: undefined,
        url: 'https://a.example/x',
      })
      const found = wall?.kind ?? 'page'
      confusion.set(`${kind} taken for ${found}`, (confusion.get(`${kind} taken for ${found}`) ?? 0) + 1)
      if (found !== kind)
        wrong.push(`${kind} taken for ${found}: ${JSON.stringify(wall)} ${html.slice(0, 300)}`)
      count.walls += Number(kind !== 'page')
      count.caught += Number(kind !== 'page' && found !== 'page')
      count.pages += Number(kind === 'page')
      count.refused += Number(kind === 'page' && found !== 'page')
    }
    const said = [...[...confusion].map(([what, times]) => `${what}: ${times}`), ...wrong].join('\n')
    expect(count.walls + count.pages).toBeGreaterThanOrEqual(200)
    expect(count.caught / count.walls, said).toBeGreaterThanOrEqual(0.97)
    expect(count.refused / count.pages, said).toBeLessThanOrEqual(0.01)
  })
})
