/**
 * A product page that nobody has: title, description, icon, pictures and JSON-LD, in plain English that rule-based
 * translation manages well. The words that the tests look for in other languages stand beside it.
 */
export const invention = {
  name: 'Garden Cinema',
  description:
    'The garden cinema is a program for families. You choose the music, and the program cuts the film for you.',
  overview:
    'The library has three hundred songs. Every school can use the library free of charge. The teacher writes a story and the children record the voices.',
  features: [
    'The program reads your text aloud',
    'A library with three hundred songs',
    'A calendar for the school',
  ],
  /** Words that must be in the machine's translation of `description` or `overview`, by language. */
  words: { es: ['biblioteca', 'canciones', 'música'], fr: ['bibliothèque', 'chansons', 'musique'] },
} as const

/**
 * The page under its own address.
 *
 * @param self absolute address of the page, without a query
 */
export function inventedPage(self: string, name: string = invention.name): string {
  const { origin } = new URL(self)
  const { description, overview, features } = invention
  const linked = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name,
    description,
    url: self,
    applicationCategory: 'MultimediaApplication',
    offers: { '@type': 'Offer', price: '0', priceCurrency: 'EUR' },
    featureList: features,
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<link rel="canonical" href="${self}">
<link rel="icon" type="image/png" sizes="256x256" href="${origin}/pictures/icon.png">
<meta name="description" content="${description}">
<meta property="og:site_name" content="${name}">
<meta property="og:title" content="${name}">
<meta property="og:description" content="${description}">
<meta property="og:image" content="${origin}/pictures/preview.png">
<script type="application/ld+json">${JSON.stringify(linked)}</script>
<style>
body { margin: 0; font: 20px/1.5 sans-serif; background: #f3f8ef; color: #12331c }
header { background: #1d6b3a; color: #fff; padding: 48px }
main { padding: 32px 48px; max-width: 60ch }
</style>
</head>
<body>
<header><h1>${name}</h1><p>${description}</p></header>
<main>
<article>
<h2>What it does</h2>
<p>${overview}</p>
<ul>${features.map((feature) => `<li>${feature}</li>`).join('')}</ul>
<p>The program is free for schools. A family pays nothing in the first month.</p>
<img src="/pictures/preview.png" alt="" width="640" height="336">
</article>
</main>
</body>
</html>`
}
