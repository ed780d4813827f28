import { againPages } from './odd-again.ts'
import { signedPages } from './odd-bylines.ts'
import { encodedPages } from './odd-bytes.ts'
import { spokenPages } from './odd-languages.ts'
import type { OddPage } from './odd-page.ts'
import { pricedPages } from './odd-prices.ts'
import { reportedPages } from './odd-reported.ts'
import { titledPages } from './odd-titles.ts'
import { oddWalls } from './odd-walls.ts'

export type { OddPage }

/** Pages that are odd in one way each, written against readers that had passed every other. */
export const oddPages: readonly OddPage[] = [
  ...titledPages,
  ...signedPages,
  ...encodedPages,
  ...pricedPages,
  ...spokenPages,
  ...oddWalls,
  ...reportedPages,
  ...againPages,
]
