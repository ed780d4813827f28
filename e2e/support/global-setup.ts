import type { TestProject } from 'vitest/node'
import { startWithBuiltPages } from './built-pages.ts'
import { realPagesFolder } from './real-pages.ts'
import { type Site, startSite } from './site/site.ts'
import type { StackAddress } from './stack.ts'

/** The web site that the tests submit. */
export interface SiteAddress {
  readonly origin: string
  /** A site whose robots.txt never comes; the one of a stack that runs elsewhere has none. */
  readonly slowOrigin?: string
  /** Where `/control/…` of the site is reached from the tests: not always where the scraper finds it. */
  readonly control: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddress
    pages: SiteAddress
  }
}

/**
 * One site and one stack for all files of the ring. `PARLANCE_E2E_BASE` (the site) with `PARLANCE_E2E_API` names a stack
 * that runs already, such as the production images; `PARLANCE_E2E_SITE` then says where its scraper finds the tests' web
 * site (support/site/site-main.ts), and `PARLANCE_E2E_SITE_CONTROL` where the tests open its gates.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { PARLANCE_E2E_BASE: base, PARLANCE_E2E_API: api, PARLANCE_E2E_SITE: elsewhere } = process.env
  const { PARLANCE_E2E_SITE_CONTROL: control = elsewhere } = process.env
  const site = await startSite({ pages: realPagesFolder(process.env) })
  project.provide('pages', elsewhere ? { origin: elsewhere, control: control ?? elsewhere } : addressOf(site))
  if (base) {
    project.provide('stack', { site: base, api: api ?? base })
    return site.close
  }
  try {
    const stack = await startWithBuiltPages({ SCRAPER_ALLOW_HOSTS: site.allowed })
    const { close, ...address } = stack
    project.provide('stack', address)
    return async () => {
      await close()
      await site.close()
    }
  } catch (error) {
    await site.close()
    throw error
  }
}

// What is provided is copied into each worker, so functions have to stay here.
const addressOf = ({ origin, slowOrigin }: Site): SiteAddress => ({ origin, slowOrigin, control: origin })
