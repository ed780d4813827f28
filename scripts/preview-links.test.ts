import { expect, test } from 'vitest'
import { ownPaths, readPass, siteKey } from '../packages/preview-gateway/src/access.ts'
import { createPreviewLinks } from '../services/backend/src/adapters/preview-links.ts'

const secret = 'a secret of more than thirty-two signs'
const now = Date.parse('2026-11-30T06:00:00Z')

test('what the site signs is what the gateway reads, for that preview and for a minute', () => {
  const link = createPreviewLinks('https://preview.example:8443', siteKey(secret), () => now)
  const { origin, pathname, searchParams } = new URL(link('search', '/fr/tools?sort=new'))
  expect([origin, pathname]).toEqual(['https://search.preview.example:8443', ownPaths.enter])
  expect(searchParams.get('to')).toBe('/fr/tools?sort=new')
  const read = (name: string, ms: number, by = siteKey(secret)) =>
    readPass(by, 'site', name, searchParams.get('pass') ?? '', new Date(now + ms))
  expect([
    read('search', 59_000),
    read('search', 60_000),
    read('other', 0),
    read('search', 0, secret),
  ]).toEqual([now / 1_000 + 60, undefined, undefined, undefined])
})
