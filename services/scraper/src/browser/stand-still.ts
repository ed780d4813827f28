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
  await runFor(page, standStill, limitMs + 1_000, signal)
}

/**
 * Runs a script in a page, for so many milliseconds at most: a page that leaves for somewhere else in the meantime may
 * never have a document for it again. What the script throws is the page's own affair.
 *
 * @throws the signal's reason
 */
export async function runFor(page: Page, script: string, ms: number, signal: AbortSignal): Promise<void> {
  const { promise: end, resolve } = Promise.withResolvers<void>()
  const stop = () => resolve()
  const timer = setTimeout(stop, ms)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await Promise.race([page.evaluate(script).catch(() => {}), end])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
}
