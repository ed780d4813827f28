import type { ScrapeEvent } from '@parlance/contracts'

/** The smallest WebP there is: one pixel. */
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64')

const logo = {
  kind: 'IMAGE_KIND_LOGO',
  mediaType: 'image/webp',
  width: 1,
  height: 1,
  content: webp,
  blurhash: 'L00000',
  palette: ['#336699'],
} as const

/** What a scraper says of a page that reads well. */
export function goodScrape(url: string, page: Record<string, unknown> = {}): ScrapeEvent[] {
  return [
    { progress: { step: 'STEP_CHECK', fraction: 0.1, detail: '' } },
    { progress: { step: 'STEP_FETCH', fraction: 0.3, detail: '' } },
    { image: { ...logo, palette: [...logo.palette] } },
    {
      image: {
        ...logo,
        palette: [...logo.palette],
        mediaType: 'image/avif',
        content: Buffer.from('not read by anybody'),
      },
    },
    {
      result: {
        page: {
          url,
          finalUrl: url,
          title: 'Loomery | Weave films from words',
          name: String(page.siteName ?? 'Loomery'),
          tagline: 'Weave films from words',
          siteName: 'Loomery',
          description: 'Loomery weaves films from what you write. It needs no camera.',
          language: 'en',
          excerpt: 'Loomery weaves films from what you write.',
          text: 'Loomery weaves films from what you write, in any style.\nShare the result with everybody you know, at once.',
          features: ['Films from text', 'Many styles'],
          pricing: 'freemium',
          ...page,
        },
        unavailable: [{ what: 'screenshot', code: 'no-browser', detail: 'No browser is installed.' }],
        durationMs: 5,
        bytesFetched: 1_000,
        redirects: 0,
      },
    },
  ]
}

/** A translation service's answer that shows what it was asked: `[fr] text`. */
export function marked(request: { texts: string[]; targetLanguage: string; sourceLanguage: string }) {
  return {
    translations: request.texts.map((text) => ({
      text,
      sourceLanguage: request.sourceLanguage || 'en',
      translated: text === '' ? '' : `[${request.targetLanguage}] ${text}`,
      engine: 'apertium',
      model: `${request.sourceLanguage}-${request.targetLanguage}`,
      confidence: 0.8,
      untranslated: false,
    })),
  }
}
