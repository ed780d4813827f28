import { decode, encode } from '@jridgewell/sourcemap-codec'
import { expect, test } from 'vitest'
import { dropPackages } from '../src/source-map.ts'

test('code of packages leaves the map; our own keeps its lines', () => {
  const map = {
    version: 3,
    sources: [
      'node_modules/pg/lib/a.js',
      'src/main.ts',
      'node_modules/.pnpm/x/node_modules/x/b.js',
      'src/app.ts',
    ],
    names: ['query'],
    // Two lines: package, ours, package, package / ours.
    mappings: encode([
      [
        [0, 0, 5, 0, 0],
        [10, 1, 7, 2],
        [20, 2, 1, 1],
        [30, 0, 9, 9],
      ],
      [[4, 3, 11, 0]],
    ]),
  }
  const kept = JSON.parse(dropPackages(JSON.stringify(map)))
  expect(kept.sources).toEqual(['src/main.ts', 'src/app.ts'])
  expect(decode(kept.mappings)).toEqual([[[0], [10, 0, 7, 2], [20]], [[4, 1, 11, 0]]])
})
