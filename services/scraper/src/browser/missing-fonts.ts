import type { Page } from 'puppeteer-core'

/** Scripts that pages are written in and that a browser needs fonts of its own for, as Unicode names them. */
const scripts = [
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Gurmukhi'],
  ...['Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Khmer'],
  ...['Myanmar', 'Tibetan', 'Georgian', 'Armenian', 'Ethiopic', 'Cyrillic', 'Greek'],
] as const

/** Characters of a page's text that are looked through, and letters of a script that are tried. */
const maxText = 100_000
const maxLetters = 3

/**
 * Draws a few letters of each script in the fonts that the page shows them in, beside a code point that no font has:
 * what looks alike is a box.
 */
const probe = `(() => {
  const scripts = ${JSON.stringify(scripts)}.map((name) => ({ name, letter: new RegExp('\\\\p{Script=' + name + '}', 'gu') }))
  scripts.push({ name: 'Emoji', letter: /\\p{Emoji_Presentation}/gu })
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 40
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const drawn = (text, family) => {
    context.clearRect(0, 0, 40, 40)
    context.font = '24px ' + family
    context.textBaseline = 'top'
    context.fillText(text, 4, 4)
    return context.getImageData(0, 0, 40, 40).data.join()
  }
  const found = new Map()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let left = ${maxText}
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const text = node.data
    left -= text.length + 1
    // Every browser has Latin.
    if (!/[^\\u0000-\\u024f]/.test(text)) continue
    // Menus of languages are full of scripts that the picture does not show.
    const { top, bottom } = node.parentElement.getBoundingClientRect()
    if (bottom <= 0 || top >= innerHeight || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue
    const family = getComputedStyle(node.parentElement).fontFamily
    for (const { name, letter } of scripts) {
      const known = found.get(name) ?? []
      if (known.length >= ${maxLetters}) continue
      for (const [character] of text.slice(0, 1000).matchAll(letter)) {
        if (known.length < ${maxLetters}) known.push({ character, family })
      }
      if (known.length > 0) found.set(name, known)
    }
  }
  return [...found].filter(([, letters]) =>
    letters.every(({ character, family }) => drawn(character, family) === drawn('\\u0378', family)),
  ).map(([name]) => name)
})()`

/** @returns scripts of the page's text that its picture shows as boxes, as this machine has no font for them */
export async function scriptsWithoutFont(page: Page): Promise<string[]> {
  const said: unknown = await page.evaluate(probe)
  const known = new Set<string>([...scripts, 'Emoji'])
  return Array.isArray(said) ? said.filter((name): name is string => known.has(name)) : []
}
