import { type BrowserPool, BrowserStartFault } from '../browser/browser-pool.ts'
import { type Visit, VisitFault, visitPage } from '../browser/visit-page.ts'
import { pictureSizes } from '../images/image-job.ts'
import type { Sources } from './page-source.ts'
import { Missing } from './pictures.ts'

/** A browser, or why there is none. */
export type Screen =
  | { readonly pool: BrowserPool; readonly botName: string }
  | { readonly pool: undefined; readonly why: string }

/**
 * Visits a page with the browser, in its host's turn. A browser that dies in mid visit is replaced once; one that
 * hangs is killed.
 *
 * @throws Missing, or the signal's reason
 */
export async function visit(sources: Sources, screen: Screen, url: URL, signal: AbortSignal): Promise<Visit> {
  if (screen.pool === undefined) throw new Missing('no-browser', screen.why)
  const { pool, botName } = screen
  return sources.gate.run(
    url.host,
    async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await visitOnce(sources, pool, botName, url, signal)
        } catch (error) {
          signal.throwIfAborted()
          if (error instanceof BrowserStartFault) throw new Missing('no-browser', error.message)
          if (error instanceof VisitFault) throw new Missing(error.code, error.message)
          if (error instanceof Missing) throw error
          if (attempt === 2)
            throw new Missing('internal', 'Our browser failed twice at this page; it is tried again later.')
        }
      }
    },
    signal,
  )
}

async function visitOnce(
  sources: Sources,
  pool: BrowserPool,
  botName: string,
  url: URL,
  signal: AbortSignal,
): Promise<Visit> {
  const { guard, limits } = sources
  return pool.visit(async (browser, overgrown) => {
    const hung = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      pool.kill(browser)
      hung.reject(new Missing('timed-out', 'The browser did not finish with the page and was stopped.'))
    }, limits.visitMs)
    try {
      const work = visitPage(browser, url, { guard, botName, ...pictureSizes.screenshot, signal })
      return await Promise.race([work, hung.promise])
    } catch (error) {
      if (overgrown())
        throw new Missing('too-large', 'The page used more memory than a page may have, and was stopped.')
      // Whatever a dying browser says of the page is not the page's fault.
      throw browser.connected || error instanceof Missing
        ? error
        : new Error('the browser ended', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  })
}
