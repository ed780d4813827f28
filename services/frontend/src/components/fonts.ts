import localFont from 'next/font/local'

/** Headwords and headings. */
export const headword = localFont({
  src: '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-headword',
  display: 'swap',
})

/**
 * Running text; the Latin file holds every letter of the site's seven languages. Where it is not there at the first paint
 * the page is read in the device's own font: text that stands still comes before a nicer one.
 */
export const body = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-body',
  display: 'optional',
})
