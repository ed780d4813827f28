import type { BuildReport } from '../../src/production/build-production.ts'
import type { manageOf } from '../support/docker-ring.ts'

/** The site that the tests of production share: built once, started once. */
export interface RingSite {
  readonly manage: ReturnType<typeof manageOf>
  /** Variables that name its ports. */
  readonly ports: Readonly<Record<string, string>>
  /** What `prod:build` said; there once the site is set up. */
  readonly report: BuildReport
}
