import { fileURLToPath } from 'node:url'
import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import messages from '../../../messages/en.json' with { type: 'json' }
import type { Category } from '../../../src/api/rest-types.ts'

// Drawings are read from where the frontend runs.
vi.spyOn(process, 'cwd').mockReturnValue(fileURLToPath(new URL('../../..', import.meta.url)))
const { CategoryGrid } = await import('../../../src/features/categories/category-grid.tsx')

const categories = (count: number) =>
  Array.from(
    { length: count },
    (_, at): Category => ({
      slug: `kind-${at}`,
      icon: 'shapes',
      name: `Kind ${at}`,
      description: '',
      language: 'en',
      tools: at,
    }),
  )
const html = (count: number) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <CategoryGrid categories={categories(count)} />
    </NextIntlClientProvider>,
  )
const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0

it('a few categories are tiles, all of them', () => {
  expect(count(html(12), /data-testid="category-tile"/g)).toBe(12)
  expect(html(12)).not.toContain('<details')
})

it('of hundreds the first are tiles, and each of the others is linked by its name', () => {
  const page = html(312)
  const tiles = count(page, /data-testid="category-tile"/g)
  expect(tiles).toBeLessThan(40)
  expect(page).toContain(`${312 - tiles} more categories`)
  for (const { slug, name } of categories(312)) {
    expect(page).toContain(`href="/en/categories/${slug}"`)
    expect(page).toContain(name)
  }
})
