import type { Page } from 'puppeteer-core'

/** Milliseconds without a change after which a page stands still. */
const quietMs = 500
/** Milliseconds that a page without a word is waited for: its scripts may be about to write it. */
const blankMs = 2_500
/** Milliseconds after which a page that keeps moving is taken as it is. */
const limitMs = 6_000

/**
 * Runs in the page: waits until it has something to show, its fonts and the pictures in sight are there, and nothing has
 * changed for a while.
 */
const standStill = `new Promise((resolve) => {
  const started = performance.now()
  let changed = started
  const observer = new MutationObserver(() => { changed = performance.now() })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  const inSight = (picture) => {
    const { top, bottom, width } = picture.getBoundingClientRect()
    return width > 1 && bottom > 0 && top < innerHeight
  }
  // Without scripts, nobody will write it.
  const blank = () =>
    document.scripts.length > 0 &&
    (document.body?.innerText ?? '').trim().length < 10 && !document.querySelector('img, canvas, video, svg')
  const look = () => {
    const now = performance.now()
    const loading = [...document.images].slice(0, 500).some((picture) => !picture.complete && inSight(picture))
    const moving = now - changed < ${quietMs} || loading || document.fonts.status === 'loading'
    if (now - started > ${limitMs} || (!moving && (now - started > ${blankMs} || !blank()))) {
      observer.disconnect()
      resolve(undefined)
    } else setTimeout(look, 50)
  }
  look()
})`

/** Waits until a page stands still, or has had its time. A page that takes the waiting's tools away is not waited for. */
export async function untilStill(page: Page, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, limitMs + 1_000)
  signal.addEventListener('abort', () => resolve(), { once: true })
  await Promise.race([page.evaluate(standStill).catch(() => {}), promise])
  clearTimeout(timer)
  signal.throwIfAborted()
}
