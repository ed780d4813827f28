import { describe, expect, it } from 'vitest'
import { routeOf } from '../../src/server/route-label.ts'

describe('routeOf', () => {
  it.each([
    ['/', '/'],
    ['/fr', '/{lang}'],
    ['/fr/', '/{lang}'],
    ['/de/tools?q=x&cursor=y', '/{lang}/tools'],
    ['/de/tools/runway', '/{lang}/tools/{slug}'],
    ['/pt/rooms/lobby', '/{lang}/rooms/{slug}'],
    ['/api/health', '/api/health'],
    ['/api/health/live', '/api/health/live'],
    ['/api/anything/else', '/api/*'],
    ['/_next/static/chunks/1.js', '/_next/*'],
    ['/sw.js', '/sw.js'],
  ])('%s is %s', (url, route) => {
    expect(routeOf(url)).toBe(route)
  })

  it('keeps what visitors invent out of the labels', () => {
    expect(routeOf('/wp-admin/setup.php')).toBe('other')
    expect(routeOf('/en/tools/a/b/c')).toBe('other')
    expect(routeOf('/en/whatever')).toBe('other')
  })
})
